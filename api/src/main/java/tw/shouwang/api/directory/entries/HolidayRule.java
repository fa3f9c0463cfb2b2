package tw.shouwang.api.directory.entries;

/// What an entry does on a public holiday. Names are those of the GraphQL enum.
public enum HolidayRule {
  OPEN,
  CLOSED,
  REDUCED,
  FOLLOWS_CALENDAR,
  UNKNOWN
}
