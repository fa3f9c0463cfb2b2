package tw.shouwang.api.guidance;

/// In which capacity somebody noticed something. Names are those of the GraphQL enum. The kinds are
/// those of New Taipei's community points and family gatekeepers, of their second phase, and what
/// an anonymous report may need besides.
public enum GatekeeperKind {
  CONVENIENCE_STORE,
  CLINIC,
  PHARMACY,
  WARM_ANGEL,
  APARTMENT_BUILDING,
  CHAIN_STORE,
  HOUSING_MANAGER,
  BOROUGH_OR_NEIGHBOURHOOD_CHIEF,
  PARENTING_COACH,
  CHILDMINDER,
  HOME_CARE_WORKER,
  POSTNATAL_HELPER,
  TEACHER,
  NEIGHBOUR,
  FAMILY,
  OTHER
}
