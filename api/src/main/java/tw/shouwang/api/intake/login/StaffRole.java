package tw.shouwang.api.intake.login;

/// The roles of staff. The names are those of the GraphQL enum and of the token's claim.
public enum StaffRole {
  /// The inbox and the cases of the member's centre.
  INTAKE_WORKER,
  /// The same, and colleagues' claims, routing, exports of ranges, figures, site codes.
  SUPERVISOR,
  /// Every entry of the directory and no cases; the only role without a centre.
  DIRECTORY_EDITOR,
  /// The audit trail and the figures of the member's centre, never the words of senders.
  AUDITOR
}
