package tw.shouwang.graphql.execution;

import org.reactivestreams.Publisher;

/// What an operation comes to: one answer, or answers as they happen.
public sealed interface Outcome {

  record Finished(Answer answer) implements Outcome {}

  /// Cold and for one subscriber; it never fails, a fault is the last answer.
  record Events(Publisher<Answer> answers) implements Outcome {}
}
