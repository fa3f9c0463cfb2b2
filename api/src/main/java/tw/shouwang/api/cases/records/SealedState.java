package tw.shouwang.api.cases.records;

/// Whether a case opens, as far as the staff role has looked.
public enum SealedState {
  UNSEEN,
  READABLE,
  /// The key is right, the form is not: messages may open, and staff can answer.
  FORM_UNREADABLE,
  /// The case's key does not open: nobody can read or answer.
  WRAP_UNREADABLE
}
