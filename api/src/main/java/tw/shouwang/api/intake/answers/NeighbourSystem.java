package tw.shouwang.api.intake.answers;

/// A system of a neighbour in which a case goes on. Names are those of the GraphQL enum.
public enum NeighbourSystem {
  PROTECTION,
  VULNERABLE_FAMILY,
  MENTAL_HEALTH,
  SUICIDE_PREVENTION,
  SCHOOL,
  POLICE
}
