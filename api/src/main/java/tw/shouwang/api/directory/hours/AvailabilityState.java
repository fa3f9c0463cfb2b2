package tw.shouwang.api.directory.hours;

/// Whether somebody answers. UNKNOWN is an answer of its own: a closed line shown as open is the
/// worse error.
public enum AvailabilityState {
  OPEN,
  CLOSED,
  UNKNOWN
}
