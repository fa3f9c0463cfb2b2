package tw.shouwang.api.directory.hours;

/// Whether somebody answers. UNKNOWN is an answer of its own, because showing a closed line as open
/// is worse.
public enum AvailabilityState {
  OPEN,
  CLOSED,
  UNKNOWN
}
