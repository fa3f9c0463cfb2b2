package tw.shouwang.graphql.limits;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bounds the lists among an operation's variables.
public final class VariableLists {

  private VariableLists() {}

  public static Optional<Excess> excess(@Nullable Object value, LimitSettings limits) {
    return isLonger(value, limits.listItems())
        ? Optional.of(new Excess("listItems", limits.listItems()))
        : Optional.empty();
  }

  private static boolean isLonger(@Nullable Object value, int most) {
    return switch (value) {
      case List<?> list ->
          list.size() > most || list.stream().anyMatch(item -> isLonger(item, most));
      case Map<?, ?> map -> map.values().stream().anyMatch(item -> isLonger(item, most));
      case null, default -> false;
    };
  }
}
