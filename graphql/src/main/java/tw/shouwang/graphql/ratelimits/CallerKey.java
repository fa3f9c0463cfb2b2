package tw.shouwang.graphql.ratelimits;

import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;

/// A pseudonym of a caller's address, for rate limits only: an HMAC with a salt that is new each
/// day and never leaves this node's memory. It must not be stored or logged; `toString` hides it.
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
