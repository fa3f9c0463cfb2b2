package tw.shouwang.api.directory.entries;

/// How lately a person checked an entry.
public enum Freshness {
  VERIFIED,
  STALE,
  UNVERIFIED
}
