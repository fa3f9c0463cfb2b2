package tw.shouwang.api.forms;

import java.util.function.Function;

/// The result of a mutation: its answer, or the reason for a refusal. Both are members of the
/// mutation's union in GraphQL.
///
/// @param <T> the answer of a successful mutation
public sealed interface Outcome<T> {

  record Accepted<T>(T answer) implements Outcome<T> {}

  record Refused<T>(SubmissionRefused refusal) implements Outcome<T> {}

  /// The same outcome with another answer.
  default <R> Outcome<R> map(Function<T, R> answered) {
    return switch (this) {
      case Accepted<T>(T answer) -> new Accepted<>(answered.apply(answer));
      case Refused<T>(SubmissionRefused refusal) -> new Refused<>(refusal);
    };
  }

  /// The member of the GraphQL union.
  default Object member() {
    return switch (this) {
      case Accepted<T>(T answer) -> answer;
      case Refused<T>(SubmissionRefused refusal) -> refusal;
    };
  }
}
