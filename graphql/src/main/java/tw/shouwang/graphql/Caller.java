package tw.shouwang.graphql;

import java.util.Map;
import tw.shouwang.graphql.ratelimits.CallerKey;

/// Who sends an operation, as far as the door to its schema knows.
///
/// @param key whose limits it counts for
/// @param known what fetchers find in the context beside the [RequestContext], by its type; nothing
///   of a stranger
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
