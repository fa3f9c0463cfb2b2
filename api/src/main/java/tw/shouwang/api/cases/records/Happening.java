package tw.shouwang.api.cases.records;

/// Something that happens to a case and of which staff may have to be told: each step of a sender,
/// of staff, of a neighbour and of a clock is one. The staff role decides in one place who is told.
/// Stored by name.
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
  /// It stands alone again, because its merge was undone or its main case was closed.
  SEPARATED,
  /// A worker has found that an exercise is real.
  TAKEN_AS_REAL,
  CLOSED,
  /// A worker opened it again.
  REOPENED,
  /// Nobody has claimed a case of danger for ten minutes.
  DANGER_WAITS,
  /// Nobody has claimed a case of danger for twenty minutes.
  DANGER_STILL_WAITS,
  /// A planned call to its sender is due.
  CALL_DUE,
  /// A deadline is near.
  DEADLINE_NEAR,
  /// A deadline was missed.
  DEADLINE_MISSED
}
