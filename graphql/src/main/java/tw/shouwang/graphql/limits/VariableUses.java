package tw.shouwang.graphql.limits;

import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The places where a valid document uses its variables.
///
/// - [#nonNull]: where null is not allowed. A nullable variable with a default may be used there
///   and can still be sent as null (GraphQL specification, 5.8.5); the engine checks that only if
///   the variable is the whole argument.
/// - [#isLongText]: where the schema says `@longText`.
/// - [#object]: as an input object.
public final class VariableUses {

  private final GraphQLSchema schema;
  private final Set<String> nonNull = new HashSet<>();
  private final Set<String> longTexts = new HashSet<>();
  private final Set<String> otherTexts = new HashSet<>();
  private final Map<String, GraphQLInputObjectType> objects = new HashMap<>();

  private VariableUses(GraphQLSchema schema) {
    this.schema = schema;
  }

  public static VariableUses of(GraphQLSchema schema, Document document) {
    VariableUses uses = new VariableUses(schema);
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      uses.directives(operation);
      uses.selections(operation.getSelectionSet(), SelectionTypes.root(schema, operation));
    }
    for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      uses.directives(fragment);
      uses.selections(
          fragment.getSelectionSet(), SelectionTypes.of(schema, fragment.getTypeCondition(), null));
    }
    return uses;
  }

  /// The names of the variables that stand where null is not allowed.
  public Set<String> nonNull() {
    return Collections.unmodifiableSet(nonNull);
  }

  /// Whether every place of this variable takes a long text.
  boolean isLongText(String name) {
    return longTexts.contains(name) && !otherTexts.contains(name);
  }

  /// The input type of a variable that is used as an input object; null for any other.
  @Nullable GraphQLInputObjectType object(String name) {
    return objects.get(name);
  }

  static boolean takesLongText(GraphQLDirectiveContainer place) {
    return place.hasAppliedDirective("longText");
  }

  private void selections(
      @Nullable SelectionSet selections, @Nullable GraphQLFieldsContainer parent) {
    if (selections == null) {
      return;
    }
    for (Selection<?> selection : selections.getSelections()) {
      if (selection instanceof DirectivesContainer<?> node) {
        directives(node);
      }
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

  private void field(Field field, @Nullable GraphQLFieldsContainer parent) {
    if (parent == null) {
      return;
    }
    GraphQLFieldDefinition definition =
        Introspection.getFieldDefinition(schema, parent, field.getName());
    for (Argument given : field.getArguments()) {
      GraphQLArgument argument = definition.getArgument(given.getName());
      value(given.getValue(), argument.getType(), takesLongText(argument));
    }
    selections(
        field.getSelectionSet(),
        GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLFieldsContainer inner
            ? inner
            : null);
  }

  private void directives(DirectivesContainer<?> node) {
    for (Directive directive : node.getDirectives()) {
      GraphQLDirective definition = schema.getDirective(directive.getName());
      if (definition != null) {
        for (Argument given : directive.getArguments()) {
          value(given.getValue(), definition.getArgument(given.getName()).getType(), false);
        }
      }
    }
  }

  private void value(@Nullable Value<?> value, GraphQLType type, boolean longText) {
    GraphQLType inner = GraphQLTypeUtil.unwrapNonNull(type);
    switch (value) {
      case VariableReference reference -> variable(reference.getName(), type, longText);
      case ArrayValue items when inner instanceof GraphQLList list -> {
        List<Value> values = items.getValues();
        for (Value<?> item : values) {
          value(item, list.getWrappedType(), longText);
        }
      }
      case ObjectValue object when inner instanceof GraphQLInputObjectType input -> {
        for (ObjectField field : object.getObjectFields()) {
          GraphQLInputObjectField known = input.getFieldDefinition(field.getName());
          value(field.getValue(), known.getType(), takesLongText(known));
        }
      }
      // GraphQL accepts one item for a list of one.
      case ObjectValue object when inner instanceof GraphQLList list ->
          value(object, list.getWrappedType(), longText);
      case null, default -> {}
    }
  }

  private void variable(String name, GraphQLType type, boolean longText) {
    if (GraphQLTypeUtil.isNonNull(type)) {
      nonNull.add(name);
    }
    (longText ? longTexts : otherTexts).add(name);
    if (GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType input) {
      objects.put(name, input);
    }
  }
}
