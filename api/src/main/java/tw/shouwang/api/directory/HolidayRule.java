package tw.shouwang.api.directory;

/// What an entry does on a public holiday. Names are those of the GraphQL enum.
enum HolidayRule {
  OPEN,
  CLOSED,
  REDUCED,
  FOLLOWS_CALENDAR,
  UNKNOWN
}
