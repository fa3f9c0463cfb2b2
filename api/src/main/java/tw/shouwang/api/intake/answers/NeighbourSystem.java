package tw.shouwang.api.intake.answers;

/// Another authority's system in which a case continues. The names are those of the GraphQL enum.
public enum NeighbourSystem {
  PROTECTION,
  VULNERABLE_FAMILY,
  MENTAL_HEALTH,
  SUICIDE_PREVENTION,
  SCHOOL,
  POLICE,
  DRUG_CENTRE,
  CIVIL_AFFAIRS,
  LABOUR,
  VOLUNTEER_VISITS
}
