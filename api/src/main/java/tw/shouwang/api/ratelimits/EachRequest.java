package tw.shouwang.api.ratelimits;

import graphql.language.OperationDefinition.Operation;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import tw.shouwang.graphql.ratelimits.Limit;
import tw.shouwang.graphql.ratelimits.RequestLimits;

/// The rate limits of operations, in both schemas, and of requests to other addresses.
@Singleton
final class EachRequest implements RequestLimits {

  /// Exempt: GraphQL counts operations, staff are counted per member, and health checks must always
  /// get an answer.
  private static final List<String> NOT_PAGES = List.of("/graphql", "/staff/", "/health");

  private static final List<String> FILES =
      List.of("/assets/", "/worker.js", "/app.webmanifest", "/leave");

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
        : Optional.of(
            FILES.stream().anyMatch(path::startsWith) ? RateLimit.PAGE_FILES : RateLimit.PAGES);
  }
}
