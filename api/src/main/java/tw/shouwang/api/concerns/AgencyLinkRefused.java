package tw.shouwang.api.concerns;

/// The refusal of a link or of an answer.
record AgencyLinkRefused(Code code, String message) {

  /// The names are those of the GraphQL enum; the texts are in the messages `concerns`, as
  /// `agency.<name>`.
  enum Code {
    INVALID,
    EXPIRED,
    USED,
    ENTRY_CHANGED,
    EMPTY,
    TOO_LONG,
    INVALID_TEXT,
    TEMPORARILY_UNAVAILABLE
  }
}
