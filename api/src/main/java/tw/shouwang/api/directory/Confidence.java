package tw.shouwang.api.directory;

/// How well the sources bear an entry out.
enum Confidence {
  HIGH,
  MEDIUM,
  LOW
}
