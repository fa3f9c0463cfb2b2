package tw.shouwang.graphql.limits;

import graphql.language.OperationDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bounds the lists and texts among an operation's variables.
public final class VariableLimits {

  /// In UTF-16 units. A query reads long texts at both ends, and its answers are cached under them;
  /// the texts of mutations are bounded by their forms.
  private static final int LONGEST_TEXT = 16_384;

  private VariableLimits() {}

  /// The first limit that the variables exceed.
  public static Optional<Excess> excess(
      OperationDefinition.Operation operation,
      Map<String, @Nullable Object> variables,
      LimitSettings limits) {
    if (isLonger(variables, limits.listItems())) {
      return Optional.of(new Excess("listItems", limits.listItems()));
    }
    return operation != OperationDefinition.Operation.MUTATION && hasLongText(variables)
        ? Optional.of(new Excess("textCharacters", LONGEST_TEXT))
        : Optional.empty();
  }

  private static boolean isLonger(@Nullable Object value, int most) {
    return switch (value) {
      case List<?> items ->
          items.size() > most || items.stream().anyMatch(item -> isLonger(item, most));
      case Map<?, ?> fields -> fields.values().stream().anyMatch(field -> isLonger(field, most));
      case null, default -> false;
    };
  }

  private static boolean hasLongText(@Nullable Object value) {
    return switch (value) {
      case String text -> text.length() > LONGEST_TEXT;
      case List<?> items -> items.stream().anyMatch(VariableLimits::hasLongText);
      case Map<?, ?> fields ->
          fields.entrySet().stream()
              .anyMatch(each -> hasLongText(each.getKey()) || hasLongText(each.getValue()));
      case null, default -> false;
    };
  }
}
