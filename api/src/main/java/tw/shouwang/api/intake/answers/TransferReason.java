package tw.shouwang.api.intake.answers;

/// Why a case is transferred to another centre. The names are those of the GraphQL enum. There is
/// no free text, because it would describe a person in clear.
public enum TransferReason {
  PERSON_IS_THERE,
  HAPPENED_THERE,
  KNOWN_THERE,
  SENT_WRONGLY
}
