package tw.shouwang.graphql.execution;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.EnumValue;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.SourceLocation;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.limits.SelectionTypes;

/// Finds the first mistake in each argument that a document writes as a literal, for the client's
/// developer. The document may be invalid.
final class LiteralMistakes {

  private final GraphQLSchema schema;
  private final Map<SourceLocation, InputMistake> byArgument = new HashMap<>();

  private LiteralMistakes(GraphQLSchema schema) {
    this.schema = schema;
  }

  /// The mistakes by the place of their argument, e.g. `filter.kinds[1]` at the place of `filter:`.
  static Map<SourceLocation, InputMistake> in(GraphQLSchema schema, Document document) {
    LiteralMistakes mistakes = new LiteralMistakes(schema);
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      mistakes.selections(operation.getSelectionSet(), SelectionTypes.root(schema, operation));
    }
    for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      mistakes.selections(
          fragment.getSelectionSet(), SelectionTypes.of(schema, fragment.getTypeCondition(), null));
    }
    return Map.copyOf(mistakes.byArgument);
  }

  private void selections(
      @Nullable SelectionSet selections, @Nullable GraphQLFieldsContainer parent) {
    if (selections == null || parent == null) {
      return;
    }
    for (Selection<?> selection : selections.getSelections()) {
      switch (selection) {
        case Field field -> field(field, parent);
        case InlineFragment inline ->
            selections(
                inline.getSelectionSet(),
                SelectionTypes.of(schema, inline.getTypeCondition(), parent));
        default -> {}
      }
    }
  }

  private void field(Field field, GraphQLFieldsContainer parent) {
    GraphQLFieldDefinition definition = parent.getFieldDefinition(field.getName());
    if (definition == null) {
      return;
    }
    for (Argument given : field.getArguments()) {
      GraphQLArgument argument = definition.getArgument(given.getName());
      SourceLocation place = given.getSourceLocation();
      if (argument != null && place != null) {
        in(argument.getType(), given.getValue(), given.getName())
            .ifPresent(mistake -> byArgument.put(place, mistake));
      }
    }
    if (GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLFieldsContainer inner) {
      selections(field.getSelectionSet(), inner);
    }
  }

  private static Optional<InputMistake> in(
      GraphQLType type, @Nullable Value<?> value, String path) {
    if (value == null || value instanceof VariableReference) {
      return Optional.empty();
    }
    if (value instanceof NullValue) {
      return type instanceof GraphQLNonNull
          ? InputMistake.found(path, "REQUIRED", type)
          : Optional.empty();
    }
    return switch (GraphQLTypeUtil.unwrapNonNull(type)) {
      case GraphQLList list when value instanceof ArrayValue items -> {
        for (int i = 0; i < items.getValues().size(); i++) {
          var found = in(list.getWrappedType(), items.getValues().get(i), path + "[" + i + "]");
          if (found.isPresent()) {
            yield found;
          }
        }
        yield Optional.empty();
      }
      // GraphQL accepts one item for a list of one.
      case GraphQLList list -> in(list.getWrappedType(), value, path);
      case GraphQLInputObjectType object when value instanceof ObjectValue fields ->
          in(object, fields, path);
      case GraphQLEnumType names when value instanceof EnumValue name ->
          names.getValue(name.getName()) == null
              ? InputMistake.found(path, "NO_SUCH_VALUE", type)
              : Optional.empty();
      case GraphQLScalarType scalar -> {
        try {
          scalar
              .getCoercing()
              .parseLiteral(
                  value,
                  CoercedVariables.emptyVariables(),
                  GraphQLContext.getDefault(),
                  Locale.ROOT);
          yield Optional.empty();
        } catch (CoercingParseLiteralException e) {
          yield InputMistake.found(path, "WRONG_TYPE", type);
        }
      }
      default -> InputMistake.found(path, "WRONG_TYPE", type);
    };
  }

  private static Optional<InputMistake> in(
      GraphQLInputObjectType object, ObjectValue given, String path) {
    Map<String, Value<?>> values = new HashMap<>();
    for (ObjectField field : given.getObjectFields()) {
      values.put(field.getName(), field.getValue());
    }
    for (GraphQLInputObjectField field : object.getFieldDefinitions()) {
      String inner = path + "." + field.getName();
      Value<?> value = values.remove(field.getName());
      boolean missing =
          value == null && field.getType() instanceof GraphQLNonNull && !field.hasSetDefaultValue();
      var found =
          missing
              ? InputMistake.found(inner, "REQUIRED", field.getType())
              : in(field.getType(), value, inner);
      if (found.isPresent()) {
        return found;
      }
    }
    return values.isEmpty() ? Optional.empty() : InputMistake.found(path, "NO_SUCH_FIELD", object);
  }
}
