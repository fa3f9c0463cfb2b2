package tw.shouwang.api.directory.entries;

/// Where a contact's hours come from.
public enum HoursFrom {
  ENTRY,
  OWN,
  UNKNOWN
}
