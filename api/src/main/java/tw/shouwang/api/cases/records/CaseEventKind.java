package tw.shouwang.api.cases.records;

/// What can happen to a case. Names are those of the GraphQL enum.
public enum CaseEventKind {
  RECEIVED,
  SEEN,
  TRIAGED,
  REFERRED,
  ANSWERED,
  MESSAGE_ADDED,
  TRANSFERRED,
  OVERDUE,
  CLOSED,
  REOPENED,
  WITHDRAWN
}
