package tw.shouwang.api.directory;

/// How exactly a place is known.
enum Precision {
  EXACT,
  STREET,
  DISTRICT
}
