package tw.shouwang.graphql.ratelimits;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Root fields that rate limits never refuse, such as the emergency numbers or a known receipt.
/// Beans of this type are asked only about fields that would be refused, on a thread that may
/// block.
@FunctionalInterface
public interface RateLimitExemption {

  boolean exempts(RootField field);

  /// A root field of a request. The arguments are JSON's own types, as sent, not yet checked
  /// against the schema; they must not be logged.
  record RootField(String name, Map<String, @Nullable Object> arguments) {

    @Override
    public String toString() {
      return "RootField[" + name + "]";
    }
  }
}
