package tw.shouwang.api.intake.audit;

/// What the audit trail knows of. Stored by name, so none is ever renamed.
public enum AuditAction {
  /// The sealed part was read.
  OPENED,
  CLAIMED,
  RELEASED,
  ACKNOWLEDGED,
  TRIAGED,
  REPLIED,
  REFERRED,
  MERGED,
  /// Handed to another centre; in the trail of the one that gave it away.
  TRANSFERRED,
  /// Taken over from another centre; in the trail of the one that got it.
  TAKEN_OVER,
  CLOSED,
  REOPENED,
  /// An export was asked for: of one case where a case is named, else of a range.
  EXPORTED,
  /// The file of an export was fetched.
  DOWNLOADED,
  /// A neighbour system was told of a case.
  HANDED_OVER,
  ROUTING_SAVED,
  SITE_CODES_ISSUED,
  SITE_CODES_REVOKED,
  /// A generation of the centre's keys was made and kept cases moved to it.
  KEYS_ROTATED,
  KEYS_DESTROYED
}
