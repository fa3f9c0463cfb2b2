package tw.shouwang.api.intake.webhooks;

/// What a receiver can be told. The type is what the receiver reads, and never changes.
public enum WebhookEvent {
  /// A report of immediate danger came in.
  DANGER_ARRIVED("danger.arrived"),
  /// Nobody has claimed it at the second ten-minute mark: for supervisors.
  DANGER_UNCLAIMED("danger.unclaimed"),
  DEADLINE_NEAR("deadline.near"),
  DEADLINE_MISSED("deadline.missed"),
  /// Silent cases close by themselves within two weeks.
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
