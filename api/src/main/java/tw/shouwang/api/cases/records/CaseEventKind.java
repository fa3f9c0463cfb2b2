package tw.shouwang.api.cases.records;

/// The kinds of events of a case. The names are those of the GraphQL enum.
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
  WITHDRAWN,
  UNREADABLE
}
