package tw.shouwang.api.directory.entries;

/// How well the sources bear an entry out.
public enum Confidence {
  HIGH,
  MEDIUM,
  LOW
}
