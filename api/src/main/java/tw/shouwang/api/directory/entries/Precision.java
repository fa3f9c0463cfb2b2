package tw.shouwang.api.directory.entries;

/// How exactly a place is known.
public enum Precision {
  EXACT,
  STREET,
  DISTRICT
}
