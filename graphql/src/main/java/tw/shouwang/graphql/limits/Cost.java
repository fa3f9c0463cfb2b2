package tw.shouwang.graphql.limits;

import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLAppliedDirectiveArgument;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Estimates how many values an operation asks for, from the schema and the operation's variables:
/// each field costs its `@cost` (else 1), multiplied by the lengths of all lists above it. A list
/// has the length of its `first` or `last`, else of its `@listSize`, else ten.
///
/// The operation must be valid and within the limits of its shape.
public final class Cost {

  private static final List<String> SLICES = List.of("first", "last");
  private static final int LONGEST_SLICE = 100;
  private static final int USUAL_LIST = 10;

  private final GraphQLSchema schema;
  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final @Nullable Map<String, @Nullable Object> variables;

  private Cost(
      GraphQLSchema schema, Document document, @Nullable Map<String, @Nullable Object> variables) {
    this.schema = schema;
    this.variables = variables;
    for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      fragments.put(fragment.getName(), fragment);
    }
  }

  /// The cost with these variables.
  public static long of(
      GraphQLSchema schema,
      Document document,
      OperationDefinition operation,
      Map<String, @Nullable Object> variables) {
    return new Cost(schema, document, variables).of(operation);
  }

  /// The highest cost with any variables.
  public static long worst(GraphQLSchema schema, Document document, OperationDefinition operation) {
    return new Cost(schema, document, null).of(operation);
  }

  private long of(OperationDefinition operation) {
    GraphQLFieldsContainer root = SelectionTypes.root(schema, operation);
    return of(operation.getSelectionSet(), root, false);
  }

  private long of(
      @Nullable SelectionSet selections, @Nullable GraphQLFieldsContainer parent, boolean sliced) {
    if (selections == null) {
      return 0;
    }
    long cost = 0;
    for (Selection<?> selection : selections.getSelections()) {
      cost +=
          switch (selection) {
            // Directly in a union, only __typename can be selected.
            case Field field -> parent == null ? 1 : of(field, parent, sliced);
            case InlineFragment inline ->
                of(
                    inline.getSelectionSet(),
                    SelectionTypes.of(schema, inline.getTypeCondition(), parent),
                    sliced);
            case FragmentSpread spread -> {
              FragmentDefinition fragment = fragments.get(spread.getName());
              yield fragment == null
                  ? 0
                  : of(
                      fragment.getSelectionSet(),
                      SelectionTypes.of(schema, fragment.getTypeCondition(), parent),
                      sliced);
            }
            default -> 0;
          };
    }
    return cost;
  }

  private long of(Field field, GraphQLFieldsContainer parent, boolean sliced) {
    GraphQLFieldDefinition definition =
        Introspection.getFieldDefinition(schema, parent, field.getName());
    GraphQLType type = GraphQLTypeUtil.unwrapNonNull(definition.getType());
    GraphQLFieldsContainer inner =
        GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLFieldsContainer fields ? fields : null;
    long slice = slice(field, definition);
    // The lists directly below a sliced field are the slice: its edges or nodes.
    long times =
        slice >= 0 ? slice : GraphQLTypeUtil.isList(type) && !sliced ? listSize(definition) : 1;
    long each = of(field.getSelectionSet(), inner, slice >= 0 && !GraphQLTypeUtil.isList(type));
    return weight(definition) + times * each;
  }

  /// The number of entries that the field's `first` or `last` asks for; -1 if it has neither.
  private long slice(Field field, GraphQLFieldDefinition definition) {
    long slice = -1;
    boolean sliced = false;
    for (String name : SLICES) {
      GraphQLArgument known = definition.getArgument(name);
      if (known != null) {
        sliced = true;
        Argument given =
            field.getArguments().stream()
                .filter(argument -> argument.getName().equals(name))
                .findFirst()
                .orElse(null);
        slice = Math.max(slice, size(given == null ? null : given.getValue(), known));
      }
    }
    return sliced && slice < 0 ? LONGEST_SLICE : slice;
  }

  /// -1 for an argument that is not given and has no default: the other one bounds the list.
  private long size(@Nullable Value<?> given, GraphQLArgument known) {
    return switch (given) {
      case IntValue literal -> Math.clamp(literal.getValue().longValue(), 0, LONGEST_SLICE);
      case VariableReference reference -> {
        Object value = variables == null ? null : variables.get(reference.getName());
        yield value instanceof Number number
            ? Math.clamp(number.longValue(), 0, LONGEST_SLICE)
            : LONGEST_SLICE;
      }
      case null, default ->
          known.getArgumentDefaultValue().getValue() instanceof IntValue literal
              ? literal.getValue().longValue()
              : -1;
    };
  }

  private static long weight(GraphQLFieldDefinition definition) {
    return number(definition, "cost", "weight", 1);
  }

  private static long listSize(GraphQLFieldDefinition definition) {
    return number(definition, "listSize", "assumed", USUAL_LIST);
  }

  private static long number(
      GraphQLFieldDefinition definition, String directive, String argument, int otherwise) {
    GraphQLAppliedDirective applied = definition.getAppliedDirective(directive);
    GraphQLAppliedDirectiveArgument given = applied == null ? null : applied.getArgument(argument);
    Integer value = given == null ? null : given.getValue();
    return value == null ? otherwise : value;
  }
}
