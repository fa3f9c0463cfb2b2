package tw.shouwang.graphql;

import java.util.Map;
import tw.shouwang.graphql.ratelimits.CallerKey;

/// The sender of an operation, as far as the schema's entrance knows.
///
/// @param key the key that rate limits count for
/// @param known further objects that fetchers find in the context beside the [RequestContext], by
///   their type; empty for an anonymous caller
public record Caller(CallerKey key, Map<Class<?>, Object> known) {

  public Caller {
    known = Map.copyOf(known);
  }

  public static Caller stranger(CallerKey key) {
    return new Caller(key, Map.of());
  }

  @Override
  public String toString() {
    return "Caller";
  }
}
