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
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the variables of a valid document that are used where null is not allowed. A nullable
/// variable with a default may be used there and can still be sent as null (GraphQL specification,
/// 5.8.5); the engine checks that only if the variable is the whole argument.
public final class NonNullUses {

  private final GraphQLSchema schema;
  private final Set<String> names = new HashSet<>();

  private NonNullUses(GraphQLSchema schema) {
    this.schema = schema;
  }

  /// The names of the variables.
  public static Set<String> of(GraphQLSchema schema, Document document) {
    NonNullUses uses = new NonNullUses(schema);
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      uses.directives(operation);
      uses.selections(
          operation.getSelectionSet(),
          switch (operation.getOperation()) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
          });
    }
    for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      uses.directives(fragment);
      uses.selections(fragment.getSelectionSet(), uses.type(fragment.getTypeCondition(), null));
    }
    return Set.copyOf(uses.names);
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
            selections(inline.getSelectionSet(), type(inline.getTypeCondition(), parent));
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
      value(given.getValue(), definition.getArgument(given.getName()).getType());
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
          value(given.getValue(), definition.getArgument(given.getName()).getType());
        }
      }
    }
  }

  private void value(@Nullable Value<?> value, GraphQLType type) {
    GraphQLType inner = GraphQLTypeUtil.unwrapNonNull(type);
    switch (value) {
      case VariableReference reference -> {
        if (GraphQLTypeUtil.isNonNull(type)) {
          names.add(reference.getName());
        }
      }
      case ArrayValue items when inner instanceof GraphQLList list -> {
        List<Value> values = items.getValues();
        for (Value<?> item : values) {
          value(item, list.getWrappedType());
        }
      }
      case ObjectValue object when inner instanceof GraphQLInputObjectType input -> {
        for (ObjectField field : object.getObjectFields()) {
          GraphQLInputObjectField known = input.getFieldDefinition(field.getName());
          value(field.getValue(), known.getType());
        }
      }
      // GraphQL accepts one item for a list of one.
      case ObjectValue object when inner instanceof GraphQLList list ->
          value(object, list.getWrappedType());
      case null, default -> {}
    }
  }

  private @Nullable GraphQLFieldsContainer type(
      @Nullable TypeName condition, @Nullable GraphQLFieldsContainer parent) {
    if (condition == null) {
      return parent;
    }
    return schema.getType(condition.getName()) instanceof GraphQLFieldsContainer fields
        ? fields
        : null;
  }
}
