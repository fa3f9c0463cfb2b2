package tw.shouwang.api.cases.records;

/// How urgent the sender says it is. Names are those of the GraphQL enum.
public enum Urgency {
  IMMEDIATE_DANGER,
  URGENT,
  ROUTINE
}
