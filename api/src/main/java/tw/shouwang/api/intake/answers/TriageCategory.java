package tw.shouwang.api.intake.answers;

/// What a case is about, for the office that continues with it. The names are those of the GraphQL
/// enum.
public enum TriageCategory {
  PROTECTION,
  MENTAL_ILLNESS_WITH_VIOLENCE,
  VULNERABLE_FAMILY,
  WELFARE,
  MENTAL_HEALTH,
  COMMUNITY_SAFETY,
  DISPUTED,
  OTHER
}
