package tw.shouwang.api.cases.sites;

/// How the poster's code in a form fits the form. Staff see this and not the code, because the code
/// tells the counter and with it the sender.
public enum PosterState {
  /// A poster of this place and relation.
  KNOWN,
  /// Unknown, revoked, not signed, or of an exercise that is over.
  UNKNOWN,
  /// A poster of another place, or of another relation than the sender gave.
  ELSEWHERE,
  /// The code of an exercise that goes on.
  EXERCISE
}
