package tw.shouwang.graphql.ratelimits;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets root fields through whatever has been asked before: the emergency numbers, or a receipt
/// that is known. Beans of this type are asked only about fields that would be refused, on a thread
/// that may block.
@FunctionalInterface
public interface RateLimitExemption {

  boolean exempts(RootField field);

  /// A root field as it was asked for. The arguments are JSON's own types, as they were sent, not
  /// yet held against their types; print nothing of them.
  record RootField(String name, Map<String, @Nullable Object> arguments) {

    @Override
    public String toString() {
      return "RootField[" + name + "]";
    }
  }
}
