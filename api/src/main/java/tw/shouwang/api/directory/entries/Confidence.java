package tw.shouwang.api.directory.entries;

/// How well sources confirm an entry.
public enum Confidence {
  HIGH,
  MEDIUM,
  LOW
}
