package tw.shouwang.api.directory;

/// How lately a person checked an entry.
enum Freshness {
  VERIFIED,
  STALE,
  UNVERIFIED
}
