package tw.shouwang.api.concerns;

/// What is worrying about somebody's behaviour, after the indicators that Taipei gives to its
/// schools. Names are those of the GraphQL enum.
enum ReportIndicator {
  HARM_ACT,
  HARM_THREAT,
  COMMUNITY_SAFETY,
  COMMUNITY_NUISANCE,
  OTHER
}
