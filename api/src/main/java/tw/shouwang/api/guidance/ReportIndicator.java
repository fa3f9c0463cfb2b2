package tw.shouwang.api.guidance;

/// Worrying signs in a person's behaviour: the indicators that Taipei gives to its schools, and the
/// three things that the topic MENTAL_SUBSTANCE_SUICIDE combines. The names are those of the
/// GraphQL enum.
public enum ReportIndicator {
  HARM_ACT,
  HARM_THREAT,
  COMMUNITY_SAFETY,
  COMMUNITY_NUISANCE,
  SUICIDAL_THOUGHTS,
  SUBSTANCE_USE,
  VIOLENT_WHILE_ILL,
  OTHER
}
