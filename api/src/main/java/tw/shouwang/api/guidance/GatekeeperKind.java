package tw.shouwang.api.guidance;

/// The capacity in which a person noticed something. The names are those of the GraphQL enum. The
/// kinds are those of New Taipei's community points and family gatekeepers, of their second phase,
/// and others that an anonymous report may need.
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
