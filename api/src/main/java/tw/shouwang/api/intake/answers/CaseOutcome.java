package tw.shouwang.api.intake.answers;

/// How a case ended for the centre. The names are those of the GraphQL enum.
public enum CaseOutcome {
  HELPED,
  HANDED_ON,
  VOLUNTEER_VISITS,
  NO_NEED,
  NOT_FOUND,
  MISTAKEN,
  DUPLICATE,
  WITHDRAWN
}
