package tw.shouwang.api.intake.answers;

/// What a call to a sender came to. The names are those of the GraphQL enum. There is no free text,
/// because it would describe a person in clear; notes are sealed.
public enum CallOutcome {
  REACHED,
  NOT_REACHED,
  MESSAGE_LEFT,
  ANOTHER_PERSON,
  WRONG_NUMBER,
  HUNG_UP,
  GIVEN_UP
}
