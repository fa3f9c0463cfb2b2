package tw.shouwang.graphql.deprecations;

import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.EnumValue;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.limits.SelectionTypes;

/// The parts of a schema that are deprecated, and which of them a valid document and its variables
/// use.
public final class DeprecatedParts {

  private final GraphQLSchema schema;
  private final Map<String, DeprecatedPart> byCoordinate = new HashMap<>();

  private DeprecatedParts(GraphQLSchema schema) {
    this.schema = schema;
  }

  /// @throws IllegalStateException if a reason does not name the day and the replacement
  public static DeprecatedParts of(GraphQLSchema schema) {
    DeprecatedParts parts = new DeprecatedParts(schema);
    reasons(schema)
        .forEach((at, reason) ->
            parts.byCoordinate.put(
                at,
                DeprecatedPart.of(at, reason)
                    .orElseThrow(() ->
                        new IllegalStateException(
                            at + " is deprecated without `<yyyy-MM-dd>: use `<name>``"))));
    return parts;
  }

  /// The reason of everything deprecated, by its coordinate.
  public static Map<String, String> reasons(GraphQLSchema schema) {
    Map<String, String> reasons = new HashMap<>();
    for (GraphQLNamedType type : schema.getAllTypesAsList()) {
      String name = type.getName();
      switch (type) {
        case GraphQLFieldsContainer fields when !Introspection.isIntrospectionTypes(type) -> {
          for (GraphQLFieldDefinition field : fields.getFieldDefinitions()) {
            String at = name + "." + field.getName();
            put(reasons, at, field.getDeprecationReason());
            for (GraphQLArgument argument : field.getArguments()) {
              put(reasons, argument(at, argument.getName()), argument.getDeprecationReason());
            }
          }
        }
        case GraphQLInputObjectType input ->
            input
                .getFieldDefinitions()
                .forEach(field ->
                    put(reasons, name + "." + field.getName(), field.getDeprecationReason()));
        case GraphQLEnumType constants ->
            constants
                .getValues()
                .forEach(value ->
                    put(reasons, name + "." + value.getName(), value.getDeprecationReason()));
        default -> {}
      }
    }
    return reasons;
  }

  private static void put(Map<String, String> reasons, String at, @Nullable String reason) {
    if (reason != null) {
      reasons.put(at, reason);
    }
  }

  private static String argument(String field, String name) {
    return field + "(" + name + ":)";
  }

  /// The deprecated parts that each operation of a document uses, with the fragments that it
  /// spreads, by the operation's name; an operation without a name has the empty text. An operation
  /// that uses nothing deprecated is left out.
  public Map<String, Set<DeprecatedPart>> in(Document document) {
    Map<String, Set<DeprecatedPart>> byOperation = new HashMap<>();
    if (byCoordinate.isEmpty()) {
      return byOperation;
    }
    Map<String, FragmentDefinition> fragments =
        document.getDefinitionsOfType(FragmentDefinition.class).stream()
            .collect(Collectors.toMap(FragmentDefinition::getName, Function.identity()));
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      Set<DeprecatedPart> used = new LinkedHashSet<>();
      for (VariableDefinition variable : operation.getVariableDefinitions()) {
        literal(variable.getDefaultValue(), named(variable.getType()), used);
      }
      // Each fragment once, however often it is spread.
      Set<String> spread = new LinkedHashSet<>();
      selections(operation.getSelectionSet(), SelectionTypes.root(schema, operation), used, spread);
      Deque<String> waiting = new ArrayDeque<>(spread);
      while (!waiting.isEmpty()) {
        FragmentDefinition fragment = Objects.requireNonNull(fragments.get(waiting.remove()));
        Set<String> inside = new LinkedHashSet<>();
        selections(
            fragment.getSelectionSet(),
            SelectionTypes.of(schema, fragment.getTypeCondition(), null),
            used,
            inside);
        inside.stream().filter(spread::add).forEach(waiting::add);
      }
      if (!used.isEmpty()) {
        byOperation.put(Objects.requireNonNullElse(operation.getName(), ""), used);
      }
    }
    return byOperation;
  }

  /// The deprecated parts that the variables of an operation use.
  public Set<DeprecatedPart> in(
      OperationDefinition operation, Map<String, @Nullable Object> variables) {
    Set<DeprecatedPart> used = new LinkedHashSet<>();
    if (!byCoordinate.isEmpty()) {
      for (VariableDefinition variable : operation.getVariableDefinitions()) {
        value(variables.get(variable.getName()), named(variable.getType()), used);
      }
    }
    return used;
  }

  /// @param spread gets the names of the fragments that are spread
  private void selections(
      @Nullable SelectionSet selections,
      @Nullable GraphQLFieldsContainer parent,
      Set<DeprecatedPart> used,
      Set<String> spread) {
    if (selections == null) {
      return;
    }
    for (Selection<?> selection : selections.getSelections()) {
      switch (selection) {
        case Field field when parent != null -> field(field, parent, used, spread);
        case FragmentSpread fragment -> spread.add(fragment.getName());
        case InlineFragment inline ->
            selections(
                inline.getSelectionSet(),
                SelectionTypes.of(schema, inline.getTypeCondition(), parent),
                used,
                spread);
        default -> {}
      }
    }
  }

  private void field(
      Field field, GraphQLFieldsContainer parent, Set<DeprecatedPart> used, Set<String> spread) {
    GraphQLFieldDefinition definition =
        Introspection.getFieldDefinition(schema, parent, field.getName());
    String at = parent.getName() + "." + field.getName();
    use(at, used);
    for (Argument given : field.getArguments()) {
      use(argument(at, given.getName()), used);
      literal(given.getValue(), unwrapped(definition.getArgument(given.getName()).getType()), used);
    }
    selections(
        field.getSelectionSet(),
        unwrapped(definition.getType()) instanceof GraphQLFieldsContainer fields ? fields : null,
        used,
        spread);
  }

  private void literal(
      @Nullable Value<?> value, @Nullable GraphQLType type, Set<DeprecatedPart> used) {
    switch (value) {
      case EnumValue constant when type instanceof GraphQLEnumType constants ->
          use(constants.getName() + "." + constant.getName(), used);
      case ArrayValue items -> {
        List<Value> values = items.getValues();
        values.forEach(item -> literal(item, type, used));
      }
      case ObjectValue object when type instanceof GraphQLInputObjectType input -> {
        for (ObjectField field : object.getObjectFields()) {
          use(input.getName() + "." + field.getName(), used);
          literal(field.getValue(), typeOf(input, field.getName()), used);
        }
      }
      case null, default -> {}
    }
  }

  private void value(@Nullable Object value, @Nullable GraphQLType type, Set<DeprecatedPart> used) {
    switch (value) {
      case String constant when type instanceof GraphQLEnumType constants -> {
        GraphQLEnumValueDefinition known = constants.getValue(constant);
        if (known != null) {
          use(constants.getName() + "." + known.getName(), used);
        }
      }
      case List<?> items -> items.forEach(item -> value(item, type, used));
      case Map<?, ?> fields when type instanceof GraphQLInputObjectType input ->
          fields.forEach((name, inner) -> {
            use(input.getName() + "." + name, used);
            value(inner, typeOf(input, String.valueOf(name)), used);
          });
      case null, default -> {}
    }
  }

  private void use(String at, Set<DeprecatedPart> used) {
    DeprecatedPart part = byCoordinate.get(at);
    if (part != null) {
      used.add(part);
    }
  }

  private static @Nullable GraphQLType typeOf(GraphQLInputObjectType input, String name) {
    GraphQLInputObjectField field = input.getFieldDefinition(name);
    return field == null ? null : unwrapped(field.getType());
  }

  private static GraphQLType unwrapped(GraphQLType type) {
    return GraphQLTypeUtil.unwrapAll(type);
  }

  private @Nullable GraphQLType named(@Nullable Type<?> type) {
    return switch (type) {
      case TypeName name -> schema.getType(name.getName());
      case graphql.language.NonNullType nonNull -> named(nonNull.getType());
      case graphql.language.ListType list -> named(list.getType());
      case null, default -> null;
    };
  }
}
