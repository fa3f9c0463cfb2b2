package tw.shouwang.api.directory;

/// Whether an entry may be used. Superseded and DO_NOT_REFER entries are in no list.
enum ResourceStatus {
  ACTIVE,
  SUPERSEDED,
  TEMPORARILY_CLOSED,
  DO_NOT_REFER
}
