package tw.shouwang.api.directory.entries;

/// What an entry does on public holidays. The names are those of the GraphQL enum.
public enum HolidayRule {
  OPEN,
  CLOSED,
  REDUCED,
  FOLLOWS_CALENDAR,
  UNKNOWN
}
