package tw.shouwang.api.directory.entries;

/// Whether an entry may be used. SUPERSEDED and DO_NOT_REFER entries are in no list.
public enum ResourceStatus {
  ACTIVE,
  SUPERSEDED,
  TEMPORARILY_CLOSED,
  DO_NOT_REFER
}
