package tw.shouwang.api.intake.answers;

/// Why a case goes to another centre. Names are those of the GraphQL enum: no free text, which
/// would tell of a person in clear.
public enum TransferReason {
  PERSON_IS_THERE,
  HAPPENED_THERE,
  KNOWN_THERE,
  SENT_WRONGLY
}
