package tw.shouwang.api.directory.entries;

/// Whose hours a contact keeps.
public enum HoursFrom {
  ENTRY,
  OWN,
  UNKNOWN
}
