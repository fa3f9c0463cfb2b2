package tw.shouwang.graphql.ratelimits;

import graphql.language.OperationDefinition.Operation;
import java.util.Optional;

/// Which limit an operation counts for. The application has one bean of this type, and keeps all of
/// its limits in one list.
@FunctionalInterface
public interface RequestLimits {

  /// Each root field counts once, so aliases buy nothing. An answer that is kept at hand costs
  /// nothing and is not counted.
  Limit of(Operation kind);

  /// What a request to an address outside GraphQL counts for; empty where it counts for nothing
  /// here, as those of GraphQL do, whose operations count.
  default Optional<Limit> ofRoute(String path) {
    return Optional.empty();
  }
}
