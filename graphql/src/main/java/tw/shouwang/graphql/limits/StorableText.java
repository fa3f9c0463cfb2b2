package tw.shouwang.graphql.limits;

import graphql.language.Document;
import graphql.language.ListType;
import graphql.language.Node;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds text that PostgreSQL cannot store: text with U+0000, or with half of a surrogate pair.
/// Codes, cursors, keys and names with it are a client's mistake. A person's own words
/// (`@sensitive` in a mutation) are left to the form, which has a typed answer for them.
public final class StorableText {

  private StorableText() {}

  /// Whether the text cannot be stored.
  public static boolean isNot(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == 0) {
        return true;
      }
      if (Character.isSurrogate(unit)) {
        boolean pair =
            Character.isHighSurrogate(unit)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /// Whether a document has such a text among its literals.
  public static boolean isNotIn(String text, Document document) {
    // Only an escape can produce such a text, or half of a pair in the document itself.
    return (text.contains("\\u") || isNot(text)) && isNotIn(document);
  }

  private static boolean isNotIn(Node<?> node) {
    if (node instanceof StringValue value && value.getValue() != null && isNot(value.getValue())) {
      return true;
    }
    for (Node<?> child : node.getChildren()) {
      if (isNotIn(child)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the declared variables of an operation contain such a text.
  public static boolean isNotIn(
      GraphQLSchema schema,
      OperationDefinition operation,
      Map<String, @Nullable Object> variables,
      boolean confidential) {
    boolean forms =
        confidential && operation.getOperation() == OperationDefinition.Operation.MUTATION;
    for (VariableDefinition variable : operation.getVariableDefinitions()) {
      Object value = variables.get(variable.getName());
      if (value != null) {
        GraphQLType type = schema.getType(typeName(variable.getType()));
        // For a variable that is not an input object, the form's field is not known here.
        boolean written = forms && !(type instanceof GraphQLInputObjectType);
        if (isNotIn(value, type, forms, written)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNotIn(
      @Nullable Object value, @Nullable GraphQLType type, boolean forms, boolean written) {
    return switch (value) {
      case String text -> !written && isNot(text);
      case List<?> items -> items.stream().anyMatch(item -> isNotIn(item, type, forms, written));
      case Map<?, ?> fields -> {
        for (Map.Entry<?, ?> each : fields.entrySet()) {
          GraphQLInputObjectField known =
              type instanceof GraphQLInputObjectType input
                  ? input.getFieldDefinition(String.valueOf(each.getKey()))
                  : null;
          if (known != null
              && isNotIn(
                  each.getValue(),
                  GraphQLTypeUtil.unwrapAll(known.getType()),
                  forms,
                  forms && InlineSecrets.isSensitive(known))) {
            yield true;
          }
        }
        yield false;
      }
      case null, default -> false;
    };
  }

  private static String typeName(@Nullable Type<?> type) {
    return switch (type) {
      case TypeName name -> name.getName();
      case NonNullType nonNull -> typeName(nonNull.getType());
      case ListType list -> typeName(list.getType());
      case null, default -> "";
    };
  }
}
