package tw.shouwang.graphql.execution;

import org.reactivestreams.Publisher;

/// The result of an operation: one answer, or a stream of answers.
public sealed interface Outcome {

  record Finished(Answer answer) implements Outcome {}

  /// Cold and for one subscriber. The stream never fails: a fault is the last answer.
  record Events(Publisher<Answer> answers) implements Outcome {}
}
