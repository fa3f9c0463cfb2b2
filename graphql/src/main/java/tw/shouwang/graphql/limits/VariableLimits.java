package tw.shouwang.graphql.limits;

import graphql.language.OperationDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bounds the lists and texts among an operation's variables.
public final class VariableLimits {

  /// In UTF-16 units. Queries need no longer text but where the schema says `@longText`, and their
  /// answers are cached under it; the texts of mutations are bounded by their forms.
  private static final int LONGEST_TEXT = 1_024;

  private VariableLimits() {}

  /// The first limit that the variables exceed.
  public static Optional<Excess> excess(
      OperationDefinition.Operation operation,
      Map<String, @Nullable Object> variables,
      VariableUses uses,
      LimitSettings limits) {
    if (isLonger(variables, limits.listItems())) {
      return Optional.of(new Excess("listItems", limits.listItems()));
    }
    return operation != OperationDefinition.Operation.MUTATION && hasLongText(variables, uses)
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

  private static boolean hasLongText(Map<String, @Nullable Object> variables, VariableUses uses) {
    return variables.entrySet().stream()
        .anyMatch(variable ->
            variable.getKey().length() > LONGEST_TEXT
                || (!(variable.getValue() instanceof String && uses.isLongText(variable.getKey()))
                    && hasLongText(variable.getValue(), uses.object(variable.getKey()))));
  }

  /// @param type what the schema says of the value's fields; null if it says nothing
  private static boolean hasLongText(
      @Nullable Object value, @Nullable GraphQLInputObjectType type) {
    return switch (value) {
      case String text -> text.length() > LONGEST_TEXT;
      case List<?> items -> items.stream().anyMatch(item -> hasLongText(item, type));
      case Map<?, ?> fields ->
          fields.entrySet().stream()
              .anyMatch(each -> isLongField(String.valueOf(each.getKey()), each.getValue(), type));
      case null, default -> false;
    };
  }

  private static boolean isLongField(
      String name, @Nullable Object value, @Nullable GraphQLInputObjectType type) {
    GraphQLInputObjectField field = type == null ? null : type.getFieldDefinition(name);
    if (field == null) {
      return name.length() > LONGEST_TEXT || hasLongText(value, null);
    }
    return !(value instanceof String && VariableUses.takesLongText(field))
        && hasLongText(
            value,
            GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLInputObjectType inner
                ? inner
                : null);
  }
}
