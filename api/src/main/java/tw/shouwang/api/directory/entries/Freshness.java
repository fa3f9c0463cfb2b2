package tw.shouwang.api.directory.entries;

/// How recently a person checked an entry.
public enum Freshness {
  VERIFIED,
  STALE,
  UNVERIFIED
}
