package tw.shouwang.api.concerns;

/// Why a link or an answer to it was not taken.
record AgencyLinkRefused(Code code, String message) {

  /// Names are those of the GraphQL enum; the words are in the messages `concerns`, as
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
