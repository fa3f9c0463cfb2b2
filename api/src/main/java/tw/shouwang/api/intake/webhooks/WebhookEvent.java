package tw.shouwang.api.intake.webhooks;

/// The events for webhooks. Receivers read the type, so it must never change.
public enum WebhookEvent {
  /// A report of immediate danger arrived.
  DANGER_ARRIVED("danger.arrived"),
  /// Nobody has claimed it by the second ten-minute mark: for supervisors.
  DANGER_UNCLAIMED("danger.unclaimed"),
  /// Nobody has claimed it by the first ten-minute mark: for the second receiver.
  DANGER_SECOND("danger.second"),
  /// A sender wrote again.
  MESSAGE_ARRIVED("message.arrived"),
  /// A sender's message opened a closed case again.
  CASE_REOPENED("case.reopened"),
  /// Deadlines are near, counted by kind, once a quarter hour.
  DEADLINE_NEAR("deadline.near"),
  /// Deadlines were missed, counted like those that are near; for danger at once and alone.
  DEADLINE_MISSED("deadline.missed"),
  /// Silent cases will close by themselves within two weeks.
  CLOSING_SOON("cases.closing"),
  /// A planned call to a sender is due.
  CALL_DUE("call.due"),
  /// A neighbour system does not take a hand-over: somebody has to pass it on another way.
  HANDOVER_REFUSED("handover.refused"),
  /// A neighbour has opened no case, sent one back, or disputes it: the centre has to decide again.
  HANDOVER_CAME_BACK("handover.came-back"),
  /// A worker referred a case to the receiver. This event and the two after it have content.
  CASE_HANDED_OVER("case.handed-over"),
  /// The sender wrote again.
  CASE_FOLLOWED_UP("case.followed-up"),
  /// The sender has withdrawn the case.
  CASE_WITHDRAWN("case.withdrawn");

  private final String type;

  WebhookEvent(String type) {
    this.type = type;
  }

  public String type() {
    return type;
  }

  /// Whether the event goes only to the receiver of an earlier hand-over, whichever events that
  /// receiver has chosen.
  boolean followsHandover() {
    return this == CASE_FOLLOWED_UP || this == CASE_WITHDRAWN;
  }
}
