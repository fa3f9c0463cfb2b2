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
  UNREADABLE,
  /// Another authority's system has it.
  PASSED_ON,
  ACCEPTED,
  /// The other authority works on it.
  TAKEN_UP,
  /// The other authority has opened no case or sent it back; the centre decides again.
  NOT_TAKEN_UP;

  /// Whether it says what became of a hand-over.
  public boolean isOfHandover() {
    return switch (this) {
      case PASSED_ON, ACCEPTED, TAKEN_UP, NOT_TAKEN_UP -> true;
      case RECEIVED,
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
          UNREADABLE ->
          false;
    };
  }
}
