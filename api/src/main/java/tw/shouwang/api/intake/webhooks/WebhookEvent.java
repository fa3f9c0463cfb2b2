package tw.shouwang.api.intake.webhooks;

/// The events for webhooks. Receivers read the type, so it must never change.
public enum WebhookEvent {
  /// A report of immediate danger arrived.
  DANGER_ARRIVED("danger.arrived"),
  /// Nobody has claimed it by the second ten-minute mark: for supervisors.
  DANGER_UNCLAIMED("danger.unclaimed"),
  DEADLINE_NEAR("deadline.near"),
  DEADLINE_MISSED("deadline.missed"),
  /// Silent cases will close by themselves within two weeks.
  CLOSING_SOON("cases.closing"),
  /// A worker referred a case to the receiver; the only event with content.
  CASE_HANDED_OVER("case.handed-over");

  private final String type;

  WebhookEvent(String type) {
    this.type = type;
  }

  public String type() {
    return type;
  }
}
