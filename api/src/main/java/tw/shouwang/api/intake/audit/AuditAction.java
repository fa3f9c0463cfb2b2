package tw.shouwang.api.intake.audit;

/// The actions of the audit trail. They are stored by name, so they must never be renamed.
public enum AuditAction {
  /// The sealed words were read.
  OPENED,
  /// The first look checked whether the entry opens and whether it sounds like danger; no person
  /// read it.
  LOOKED_AT,
  CLAIMED,
  RELEASED,
  ACKNOWLEDGED,
  TRIAGED,
  REPLIED,
  REFERRED,
  MERGED,
  SEPARATED,
  /// The case was transferred to another centre; in the trail of the centre that it left.
  TRANSFERRED,
  /// The case came from another centre; in the trail of the centre that got it.
  TAKEN_OVER,
  /// A note between colleagues was written about the case.
  NOTED,
  /// The notes about the case were read.
  NOTES_READ,
  /// The case was given to a colleague, or taken from one.
  ASSIGNED,
  /// A sender was called, or a call was planned.
  CALLED_BACK,
  /// A colleague was taken off the list of those who get cases.
  COLLEAGUE_LEFT,
  CONFERENCE_SAVED,
  /// Somebody searched by a reference; with a case if there is one.
  REFERENCE_SEARCHED,
  /// The case was put into a family of cases, or taken out of it.
  LINKED,
  /// A worker found that an exercise is real.
  TAKEN_AS_REAL,
  CLOSED,
  REOPENED,
  /// An export was requested: of one case if the entry names a case, else of a range.
  EXPORTED,
  /// An export's file was downloaded.
  DOWNLOADED,
  /// The case was sent to a neighbour system.
  HANDED_OVER,
  /// A neighbour system was told that the sender has withdrawn the case.
  WITHDRAWAL_TOLD,
  /// A neighbour system, or a worker for it, said what became of a hand-over.
  HANDOVER_REPORTED,
  /// A worker took a hand-over back before it had arrived.
  HANDOVER_TAKEN_BACK,
  ROUTING_SAVED,
  TEMPLATES_SAVED,
  SITE_CODES_ISSUED,
  SITE_CODES_REVOKED,
  /// A new generation of the centre's keys was made, and cases with words were moved to it.
  KEYS_ROTATED,
  KEYS_DESTROYED
}
