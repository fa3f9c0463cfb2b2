package tw.shouwang.graphql.execution;

import graphql.ExecutionInput;
import graphql.execution.TypeFromAST;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A mistake in the variables or a literal of an operation, for the client's developer. It names
/// only what is in the schema and the operation, never a value. An input field that the schema does
/// not have is reported by the object that contains it.
///
/// @param path e.g. `input.topics[2]`
/// @param rule REQUIRED, NO_SUCH_FIELD, NO_SUCH_VALUE (of an enum) or WRONG_TYPE
/// @param expected the type as the schema writes it, e.g. `AreaCode!`
record InputMistake(String path, String rule, String expected) {

  Map<String, String> details() {
    return Map.of("at", path, "rule", rule, "expected", expected);
  }

  /// The first mistake in the variables, in the order of the variables' definitions.
  static Optional<InputMistake> first(
      GraphQLSchema schema,
      OperationDefinition operation,
      Map<String, @Nullable Object> variables,
      ExecutionInput input) {
    for (VariableDefinition variable : operation.getVariableDefinitions()) {
      String name = variable.getName();
      if (variables.containsKey(name) || variable.getDefaultValue() == null) {
        GraphQLType type = TypeFromAST.getTypeFromAST(schema, variable.getType());
        Optional<InputMistake> found =
            type == null ? Optional.empty() : in(type, variables.get(name), name, input);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<InputMistake> in(
      GraphQLType type, @Nullable Object value, String path, ExecutionInput input) {
    if (value == null) {
      return type instanceof GraphQLNonNull ? found(path, "REQUIRED", type) : Optional.empty();
    }
    return switch (GraphQLTypeUtil.unwrapNonNull(type)) {
      case GraphQLList list when value instanceof List<?> items -> {
        for (int i = 0; i < items.size(); i++) {
          var found = in(list.getWrappedType(), items.get(i), path + "[" + i + "]", input);
          if (found.isPresent()) {
            yield found;
          }
        }
        yield Optional.empty();
      }
      // GraphQL accepts one item for a list of one.
      case GraphQLList list -> in(list.getWrappedType(), value, path, input);
      case GraphQLInputObjectType object when value instanceof Map<?, ?> fields ->
          in(object, fields, path, input);
      case GraphQLInputObjectType _ -> found(path, "WRONG_TYPE", type);
      case GraphQLEnumType names ->
          !(value instanceof String name)
              ? found(path, "WRONG_TYPE", type)
              : names.getValue(name) == null
                  ? found(path, "NO_SUCH_VALUE", type)
                  : Optional.empty();
      case GraphQLScalarType scalar -> {
        try {
          scalar.getCoercing().parseValue(value, input.getGraphQLContext(), input.getLocale());
          yield Optional.empty();
        } catch (CoercingParseValueException e) {
          yield found(path, "WRONG_TYPE", type);
        }
      }
      default -> Optional.empty();
    };
  }

  private static Optional<InputMistake> in(
      GraphQLInputObjectType object, Map<?, ?> fields, String path, ExecutionInput input) {
    for (GraphQLInputObjectField field : object.getFieldDefinitions()) {
      if (fields.containsKey(field.getName()) || !field.hasSetDefaultValue()) {
        var found =
            in(field.getType(), fields.get(field.getName()), path + "." + field.getName(), input);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return fields.keySet().stream()
            .allMatch(name -> object.getFieldDefinition(String.valueOf(name)) != null)
        ? Optional.empty()
        : found(path, "NO_SUCH_FIELD", object);
  }

  static Optional<InputMistake> found(String path, String rule, GraphQLType expected) {
    return Optional.of(new InputMistake(path, rule, GraphQLTypeUtil.simplePrint(expected)));
  }
}
