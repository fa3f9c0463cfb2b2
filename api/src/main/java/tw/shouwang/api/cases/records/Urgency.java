package tw.shouwang.api.cases.records;

/// The urgency that the sender stated. The names are those of the GraphQL enum.
public enum Urgency {
  IMMEDIATE_DANGER,
  URGENT,
  ROUTINE
}
