package tw.shouwang.api.directory;

/// Whose hours a contact keeps.
enum HoursFrom {
  ENTRY,
  OWN,
  UNKNOWN
}
