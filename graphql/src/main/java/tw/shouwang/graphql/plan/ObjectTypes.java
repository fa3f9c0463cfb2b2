package tw.shouwang.graphql.plan;

import graphql.TypeResolutionEnvironment;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStepInfo;
import graphql.execution.TypeResolutionParameters;
import graphql.execution.UnresolvedTypeException;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;
import graphql.schema.TypeResolver;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds the object type of a value of an interface or a union.
record ObjectTypes(ExecutionContext context) {

  /// @throws UnresolvedTypeException if the value has no object type, or one that does not belong
  ///   to the interface or union
  GraphQLObjectType of(
      GraphQLCompositeType type,
      Object value,
      ExecutionStepInfo info,
      @Nullable Object localContext) {
    GraphQLSchema schema = context.getGraphQLSchema();
    TypeResolutionEnvironment environment =
        TypeResolutionParameters.newParameters()
            .field(Objects.requireNonNull(info.getField()))
            .fieldType(type)
            .value(value)
            .argumentValues(info::getArguments)
            .graphQLContext(context.getGraphQLContext())
            .localContext(localContext)
            .schema(schema)
            .build();
    GraphQLNamedOutputType named = (GraphQLNamedOutputType) type;
    GraphQLObjectType resolved = resolver(schema.getCodeRegistry(), type).getType(environment);
    if (resolved == null) {
      throw new UnresolvedTypeException(named);
    }
    if (!schema.isPossibleType(named, resolved)) {
      throw new UnresolvedTypeException(named, resolved);
    }
    return resolved;
  }

  private static TypeResolver resolver(GraphQLCodeRegistry code, GraphQLCompositeType type) {
    return switch (type) {
      case GraphQLInterfaceType shared -> code.getTypeResolver(shared);
      case GraphQLUnionType union -> code.getTypeResolver(union);
      default -> throw new IllegalArgumentException("not abstract: " + type.getName());
    };
  }
}
