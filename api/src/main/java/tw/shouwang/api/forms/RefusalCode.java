package tw.shouwang.api.forms;

/// Reasons for a refusal. The names are those of the GraphQL enum; the texts are in the messages
/// `guidance`, as `refused.<name>`.
public enum RefusalCode {
  EMPTY,
  TOO_LONG,
  INVALID_TEXT,
  INVALID_DATE,
  UNKNOWN_AREA,
  NOT_SERVED_HERE,
  UNKNOWN_RESOURCE,
  UNKNOWN_CASE,
  RECEIPT_ALREADY_USED,
  MESSAGE_ID_ALREADY_USED,
  CONVERSATION_FULL,
  INVALID_TOKEN,
  PROOF_REQUIRED,
  INVALID_SEAL,
  WRONG_CENTRE,
  GENERATION_NOT_USABLE,
  TRY_LATER,
  TEMPORARILY_UNAVAILABLE
}
