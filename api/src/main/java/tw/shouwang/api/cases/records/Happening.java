package tw.shouwang.api.cases.records;

/// What happens to a case and somebody may have to hear of. Each step of a sender, of staff, of a
/// neighbour and of a clock is one of these; who hears of it is decided in one place, by the staff
/// role. Stored by name.
public enum Happening {
  /// A new case whose clocks have started.
  ARRIVED,
  /// Another centre has transferred it here.
  TRANSFERRED,
  /// Its sender wrote again.
  SENDER_WROTE,
  /// Its sender said with a message that it is danger now.
  DANGER_SAID,
  /// Its sender's words sound like danger to the first look, or a sealed urgency is graver than the
  /// clear one.
  DANGER_HEARD,
  /// Its sender's message opened it again; nobody has it claimed any more.
  SENDER_REOPENED,
  /// Its sender erased it.
  WITHDRAWN,
  /// A worker has taken it.
  CLAIMED,
  /// A worker has it from a colleague.
  ASSIGNED,
  RELEASED,
  ACKNOWLEDGED,
  GRADED,
  ANSWERED,
  REFERRED,
  /// A neighbour has sent a hand-over of it back.
  HANDED_BACK,
  /// Other cases were merged into it.
  MERGED,
  /// It stands alone again, after a merge was undone.
  SEPARATED,
  /// A worker has found that an exercise is real.
  TAKEN_AS_REAL,
  CLOSED,
  /// A worker opened it again.
  REOPENED,
  /// Danger that nobody has claimed for ten minutes.
  DANGER_WAITS,
  /// Danger that nobody has claimed for twenty minutes.
  DANGER_STILL_WAITS,
  /// A planned call to its sender is due.
  CALL_DUE,
  /// A deadline is near.
  DEADLINE_NEAR,
  /// A deadline was missed.
  DEADLINE_MISSED
}
