package tw.shouwang.api.ratelimits;

import graphql.language.OperationDefinition.Operation;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import tw.shouwang.graphql.ratelimits.Limit;
import tw.shouwang.graphql.ratelimits.RequestLimits;

/// What every operation counts for, in either schema, and every request to another address.
@Singleton
final class EachRequest implements RequestLimits {

  /// GraphQL counts operations, staff count as members, and whoever asks after the process's health
  /// has to hear it.
  private static final List<String> NOT_PAGES = List.of("/graphql", "/staff/", "/health");

  @Override
  public Limit of(Operation kind) {
    return switch (kind) {
      case QUERY -> RateLimit.QUERIES;
      case MUTATION -> RateLimit.MUTATIONS;
      case SUBSCRIPTION -> RateLimit.SUBSCRIPTIONS;
    };
  }

  @Override
  public Optional<Limit> ofRoute(String path) {
    return NOT_PAGES.stream().anyMatch(path::startsWith)
        ? Optional.empty()
        : Optional.of(RateLimit.PAGES);
  }
}
