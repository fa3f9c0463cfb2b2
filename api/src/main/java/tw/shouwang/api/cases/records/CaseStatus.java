package tw.shouwang.api.cases.records;

/// How far a case has come. The names are those of the GraphQL enum.
public enum CaseStatus {
  RECEIVED,
  SEEN,
  TRIAGED,
  REFERRED,
  CLOSED
}
