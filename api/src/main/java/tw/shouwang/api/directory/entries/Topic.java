package tw.shouwang.api.directory.entries;

/// What a person needs help with: the rows of the safety net's consultation form, and the statutory
/// fields of protection. The names are those of the GraphQL enum.
public enum Topic {
  ECONOMIC,
  CARE_ARRANGEMENT,
  PARENTING,
  SCHOOLING,
  EMPLOYMENT,
  MENTAL_SUBSTANCE_SUICIDE,
  YOUTH_BEHAVIOUR,
  CARE_BURDEN,
  CHILD_PROTECTION,
  DOMESTIC_VIOLENCE,
  SEXUAL_ASSAULT,
  ELDER_PROTECTION,
  COMMUNITY_SAFETY,
  OTHER
}
