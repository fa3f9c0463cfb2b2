package tw.shouwang.graphql.limits;

import graphql.language.OperationDefinition;
import graphql.language.TypeName;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import org.jspecify.annotations.Nullable;

/// The types that a document's selections are about.
public final class SelectionTypes {

  private SelectionTypes() {}

  /// The type of an operation; null if the schema has no such operations.
  public static @Nullable GraphQLFieldsContainer root(
      GraphQLSchema schema, OperationDefinition operation) {
    return switch (operation.getOperation()) {
      case QUERY -> schema.getQueryType();
      case MUTATION -> schema.getMutationType();
      case SUBSCRIPTION -> schema.getSubscriptionType();
    };
  }

  /// The type of a fragment.
  ///
  /// @param condition the fragment's; without one it is about what its parent is about
  /// @return null if the schema has no such type with fields
  public static @Nullable GraphQLFieldsContainer of(
      GraphQLSchema schema, @Nullable TypeName condition, @Nullable GraphQLFieldsContainer parent) {
    if (condition == null) {
      return parent;
    }
    return schema.getType(condition.getName()) instanceof GraphQLFieldsContainer fields
        ? fields
        : null;
  }
}
