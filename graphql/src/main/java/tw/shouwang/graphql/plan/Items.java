package tw.shouwang.graphql.plan;

import java.util.Arrays;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/// Which values count as lists.
final class Items {

  private Items() {}

  /// The items; null if the value is not a list.
  static @Nullable Iterable<?> of(Object value) {
    return switch (value) {
      case Iterable<?> items -> items;
      case Object[] items -> Arrays.asList(items);
      case BaseStream<?, ?> items -> once(items);
      default -> null;
    };
  }

  private static <T> Iterable<T> once(BaseStream<T, ?> items) {
    return items::iterator;
  }
}
