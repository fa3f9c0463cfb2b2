package tw.shouwang.graphql.limits;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.NonNullType;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds literals where the schema says `@sensitive`: in arguments, in input objects and in
/// defaults of variables. The document may be invalid.
///
/// On a field that the schema does not have, an argument or input field is judged by its name
/// alone: a receipt beside a typing mistake is still a secret.
public final class InlineSecrets {

  private static final String SENSITIVE = "sensitive";

  private final GraphQLSchema schema;
  private final Set<String> sensitiveNames = new HashSet<>();
  private final Set<String> sensitiveTypes = new HashSet<>();

  public InlineSecrets(GraphQLSchema schema) {
    this.schema = schema;
    for (GraphQLType type : schema.getAllTypesAsList()) {
      switch (type) {
        case GraphQLFieldsContainer fields ->
            fields.getFieldDefinitions().stream()
                .flatMap(field -> field.getArguments().stream())
                .filter(InlineSecrets::isSensitive)
                .forEach(argument -> learn(argument.getName(), argument.getType()));
        case GraphQLInputObjectType input ->
            input.getFieldDefinitions().stream()
                .filter(InlineSecrets::isSensitive)
                .forEach(field -> learn(field.getName(), field.getType()));
        default -> {}
      }
    }
  }

  /// Remembers a scalar that is used only for secrets: a default of a variable of this type is then
  /// a secret too.
  private void learn(String name, GraphQLType type) {
    sensitiveNames.add(name);
    String typeName = GraphQLTypeUtil.unwrapAll(type).getName();
    if (!Set.of("String", "ID", "Int", "Float", "Boolean", "DateTime", "Date").contains(typeName)) {
      sensitiveTypes.add(typeName);
    }
  }

  public boolean isIn(Document document) {
    return document.getDefinitionsOfType(OperationDefinition.class).stream().anyMatch(this::isIn)
        || document.getDefinitionsOfType(FragmentDefinition.class).stream()
            .anyMatch(fragment ->
                isIn(
                    fragment.getSelectionSet(),
                    fieldsOf(schema.getType(fragment.getTypeCondition().getName()))));
  }

  private boolean isIn(OperationDefinition operation) {
    GraphQLFieldsContainer root = SelectionTypes.root(schema, operation);
    return operation.getVariableDefinitions().stream().anyMatch(this::isIn)
        || isIn(operation.getSelectionSet(), root);
  }

  private boolean isIn(VariableDefinition variable) {
    Value<?> byDefault = variable.getDefaultValue();
    if (byDefault == null || byDefault instanceof NullValue) {
      return false;
    }
    String type = typeName(variable.getType());
    return sensitiveTypes.contains(type)
        || sensitiveNames.contains(variable.getName())
        || isIn(byDefault, schema.getType(type));
  }

  private static String typeName(@Nullable Type<?> type) {
    return switch (type) {
      case TypeName name -> name.getName();
      case NonNullType nonNull -> typeName(nonNull.getType());
      case graphql.language.ListType list -> typeName(list.getType());
      case null, default -> "";
    };
  }

  private boolean isIn(@Nullable SelectionSet selections, @Nullable GraphQLFieldsContainer parent) {
    if (selections == null) {
      return false;
    }
    for (Selection<?> selection : selections.getSelections()) {
      boolean found =
          switch (selection) {
            case Field field -> isIn(field, parent);
            case InlineFragment inline -> {
              TypeName condition = inline.getTypeCondition();
              yield isIn(
                  inline.getSelectionSet(),
                  condition == null ? parent : fieldsOf(schema.getType(condition.getName())));
            }
            default -> false;
          };
      if (found) {
        return true;
      }
    }
    return false;
  }

  private boolean isIn(Field field, @Nullable GraphQLFieldsContainer parent) {
    GraphQLFieldDefinition definition =
        parent == null ? null : parent.getFieldDefinition(field.getName());
    for (Argument argument : field.getArguments()) {
      var known = definition == null ? null : definition.getArgument(argument.getName());
      boolean sensitive =
          known == null ? sensitiveNames.contains(argument.getName()) : isSensitive(known);
      if ((sensitive && isLiteral(argument.getValue()))
          || isIn(argument.getValue(), known == null ? null : known.getType())) {
        return true;
      }
    }
    return isIn(
        field.getSelectionSet(), definition == null ? null : fieldsOf(definition.getType()));
  }

  private boolean isIn(@Nullable Value<?> value, @Nullable GraphQLType type) {
    return switch (value) {
      case ArrayValue list -> list.getValues().stream().anyMatch(item -> isIn(item, type));
      case ObjectValue object ->
          object.getObjectFields().stream().anyMatch(field -> isIn(field, type));
      case null, default -> false;
    };
  }

  private boolean isIn(ObjectField field, @Nullable GraphQLType type) {
    GraphQLInputObjectField known =
        type != null && GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType input
            ? input.getFieldDefinition(field.getName())
            : null;
    boolean sensitive =
        known == null ? sensitiveNames.contains(field.getName()) : isSensitive(known);
    return (sensitive && isLiteral(field.getValue()))
        || isIn(field.getValue(), known == null ? null : known.getType());
  }

  private static boolean isLiteral(@Nullable Value<?> value) {
    return !(value == null || value instanceof VariableReference || value instanceof NullValue);
  }

  static boolean isSensitive(GraphQLDirectiveContainer element) {
    return element.hasAppliedDirective(SENSITIVE);
  }

  private static @Nullable GraphQLFieldsContainer fieldsOf(@Nullable GraphQLType type) {
    return type != null && GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLFieldsContainer fields
        ? fields
        : null;
  }
}
