package tw.shouwang.api.ratelimits;

import graphql.language.OperationDefinition.Operation;
import jakarta.inject.Singleton;
import tw.shouwang.graphql.ratelimits.Limit;
import tw.shouwang.graphql.ratelimits.RequestLimits;

/// What every operation counts for, in either schema.
@Singleton
final class EachRequest implements RequestLimits {

  @Override
  public Limit of(Operation kind) {
    return switch (kind) {
      case QUERY -> RateLimit.QUERIES;
      case MUTATION -> RateLimit.MUTATIONS;
      case SUBSCRIPTION -> RateLimit.SUBSCRIPTIONS;
    };
  }
}
