package tw.shouwang.api.intake.login;

import graphql.language.FieldDefinition;
import graphql.language.SourceLocation;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLAppliedDirectiveArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.idl.SchemaDirectiveWiring;
import graphql.schema.idl.SchemaDirectiveWiringEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks the `@allowed` directive of every staff field: a member without any of the roles gets the
/// error FORBIDDEN. A field without the directive stops the boot.
///
/// Types that the directory publishes to everybody need no directive.
public final class AllowedFields implements SchemaDirectiveWiring {

  private static final Set<String> PUBLISHED = Set.of("base", "directory", "names");
  private static final Set<String> ROOTS_OF_OURS = Set.of("Mutation", "Subscription");

  @Override
  public GraphQLFieldDefinition onField(
      SchemaDirectiveWiringEnvironment<GraphQLFieldDefinition> environment) {
    GraphQLFieldDefinition field = environment.getElement();
    if (!(environment.getFieldsContainer() instanceof GraphQLObjectType type)) {
      return field;
    }
    GraphQLAppliedDirective allowed = field.getAppliedDirective("allowed");
    if (allowed == null) {
      if (needsRoles(type, field)) {
        throw new IllegalStateException(
            type.getName() + "." + field.getName() + " does not say who is @allowed");
      }
      return field;
    }
    Set<StaffRole> roles = roles(allowed);
    DataFetcher<?> fetcher = environment.getFieldDataFetcher();
    return environment.setFieldDataFetcher(asked -> {
      if (!StaffMember.of(asked).hasAny(roles)) {
        throw StaffMember.forbidden();
      }
      return fetcher.get(asked);
    });
  }

  private static boolean needsRoles(GraphQLNamedType type, GraphQLFieldDefinition field) {
    FieldDefinition definition = field.getDefinition();
    @Nullable SourceLocation location = definition == null ? null : definition.getSourceLocation();
    return ROOTS_OF_OURS.contains(type.getName())
        || location == null
        || !PUBLISHED.contains(location.getSourceName());
  }

  private static Set<StaffRole> roles(GraphQLAppliedDirective allowed) {
    GraphQLAppliedDirectiveArgument roles = Objects.requireNonNull(allowed.getArgument("roles"));
    List<?> names = Objects.requireNonNull(roles.<List<?>>getValue());
    return Set.copyOf(names.stream().map(name -> StaffRole.valueOf(name.toString())).toList());
  }
}
