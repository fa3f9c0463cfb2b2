package tw.shouwang.graphql.limits;

import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLArgument;
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

/// Says whether a document uses something that the schema calls confidential: a `@confidential`
/// field, or an argument or input object with something `@sensitive` in it. Such a document never
/// runs over GET, and its answers are never cached.
///
/// All operations and fragments count, also unused ones, because the variables may be meant for any
/// of them. The document must be valid.
public final class ConfidentialUse {

  private final GraphQLSchema schema;
  private final Set<String> sensitiveInputs;

  public ConfidentialUse(GraphQLSchema schema) {
    this.schema = schema;
    this.sensitiveInputs = sensitiveInputs(schema);
  }

  /// The names of the input types that contain something sensitive at any depth.
  private static Set<String> sensitiveInputs(GraphQLSchema schema) {
    Set<String> found = new HashSet<>();
    int before;
    do {
      before = found.size();
      for (GraphQLType type : schema.getAllTypesAsList()) {
        if (type instanceof GraphQLInputObjectType input
            && input.getFieldDefinitions().stream().anyMatch(field -> holds(field, found))) {
          found.add(input.getName());
        }
      }
    } while (found.size() > before);
    return found;
  }

  private static boolean holds(GraphQLInputObjectField field, Set<String> sensitive) {
    return InlineSecrets.isSensitive(field)
        || sensitive.contains(GraphQLTypeUtil.unwrapAll(field.getType()).getName());
  }

  public boolean isIn(Document document) {
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      if (isIn(operation.getSelectionSet(), root(operation))) {
        return true;
      }
    }
    for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      if (isIn(
          fragment.getSelectionSet(),
          SelectionTypes.of(schema, fragment.getTypeCondition(), null))) {
        return true;
      }
    }
    return false;
  }

  private @Nullable GraphQLFieldsContainer root(OperationDefinition operation) {
    return SelectionTypes.root(schema, operation);
  }

  private boolean isIn(@Nullable SelectionSet selections, @Nullable GraphQLFieldsContainer parent) {
    if (selections == null) {
      return false;
    }
    for (Selection<?> selection : selections.getSelections()) {
      boolean found =
          switch (selection) {
            case Field field -> parent != null && isIn(field, parent);
            case InlineFragment inline ->
                isIn(
                    inline.getSelectionSet(),
                    SelectionTypes.of(schema, inline.getTypeCondition(), parent));
            // Fragments are checked at their definitions.
            default -> false;
          };
      if (found) {
        return true;
      }
    }
    return false;
  }

  private boolean isIn(Field field, GraphQLFieldsContainer parent) {
    GraphQLFieldDefinition definition =
        Introspection.getFieldDefinition(schema, parent, field.getName());
    if (definition.hasAppliedDirective("confidential")) {
      return true;
    }
    for (Argument given : field.getArguments()) {
      GraphQLArgument argument = definition.getArgument(given.getName());
      if (InlineSecrets.isSensitive(argument)
          || sensitiveInputs.contains(GraphQLTypeUtil.unwrapAll(argument.getType()).getName())) {
        return true;
      }
    }
    return isIn(
        field.getSelectionSet(),
        GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLFieldsContainer fields
            ? fields
            : null);
  }
}
