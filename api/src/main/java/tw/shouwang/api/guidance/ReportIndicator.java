package tw.shouwang.api.guidance;

/// What is worrying about somebody's behaviour: the indicators that Taipei gives to its schools,
/// and the three things that the topic MENTAL_SUBSTANCE_SUICIDE does not tell apart. Names are
/// those of the GraphQL enum.
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
