package tw.shouwang.api.intake.login;

/// What a member of staff may do. Names are those of the GraphQL enum and of the token's claim.
public enum StaffRole {
  /// The inbox and the cases of the own centre.
  INTAKE_WORKER,
  /// That, and others' claims, routing, ranges, figures, site codes.
  SUPERVISOR,
  /// Every entry of the directory, no cases; the only role that needs no centre.
  DIRECTORY_EDITOR,
  /// The audit trail of the own centre and figures, never what a sender wrote.
  AUDITOR
}
