package tw.shouwang.graphql.ratelimits;

import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;

/// Stands for a caller's address, for limits alone: an HMAC under a salt that is drawn anew each
/// day and never leaves this node's memory. It is not to be stored or logged, and prints nothing.
public record CallerKey(String value) {

  /// The caller of the operation that this field is part of.
  public static CallerKey of(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(
        environment.getGraphQlContext().get(CallerKey.class), "no caller");
  }

  @Override
  public String toString() {
    return "CallerKey";
  }
}
