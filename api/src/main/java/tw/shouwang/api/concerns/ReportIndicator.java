package tw.shouwang.api.concerns;

/// Worrying signs in a person's behaviour, after the indicators that Taipei gives to its schools.
/// The names are those of the GraphQL enum.
enum ReportIndicator {
  HARM_ACT,
  HARM_THREAT,
  COMMUNITY_SAFETY,
  COMMUNITY_NUISANCE,
  OTHER
}
