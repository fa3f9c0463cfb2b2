package tw.shouwang.api.forms;

/// What became of something that somebody sent: the answer to it, or the reason why it was not
/// taken in. Both are members of the mutation's union in GraphQL.
///
/// @param <T> the answer when it was taken in
public sealed interface Outcome<T> {

  record Accepted<T>(T answer) implements Outcome<T> {}

  record Refused<T>(SubmissionRefused refusal) implements Outcome<T> {}

  /// What GraphQL shows of it.
  default Object member() {
    return switch (this) {
      case Accepted<T>(T answer) -> answer;
      case Refused<T>(SubmissionRefused refusal) -> refusal;
    };
  }
}
