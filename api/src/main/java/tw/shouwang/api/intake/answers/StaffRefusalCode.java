package tw.shouwang.api.intake.answers;

/// Reasons for the refusal of a step. The names are those of the GraphQL enum; the texts are in the
/// messages `intake`, by these names.
public enum StaffRefusalCode {
  UNKNOWN_CASE,
  VERSION_CONFLICT,
  CLAIMED_BY_ANOTHER,
  WRONG_STATUS,
  MERGED,
  UNREADABLE,
  CONVERSATION_FULL,
  NOTES_FULL,
  UNKNOWN_COLLEAGUE,
  SUPERVISOR_ONLY,
  NOT_A_SAFE_TIME,
  EXERCISE,
  UNKNOWN_CENTRE,
  UNKNOWN_RESOURCE,
  UNKNOWN_AREA,
  UNKNOWN_CHANGE,
  SECOND_PERSON,
  UNKNOWN_SITE_CODE,
  UNKNOWN_HANDOVER,
  EMPTY,
  TOO_LONG,
  INVALID_TEXT,
  INVALID,
  TRY_LATER,
  TEMPORARILY_UNAVAILABLE
}
