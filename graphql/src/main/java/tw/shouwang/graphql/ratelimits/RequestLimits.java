package tw.shouwang.graphql.ratelimits;

import graphql.language.OperationDefinition.Operation;
import java.util.Optional;

/// Which limit applies to an operation. The application has one bean of this type, and one list of
/// all its limits.
@FunctionalInterface
public interface RequestLimits {

  /// Each root field counts once, so aliases gain nothing. A cached answer is not counted.
  Limit of(Operation kind);

  /// The limit of a request to an address outside GraphQL; empty if none applies. It is empty for
  /// GraphQL's addresses, whose operations count.
  default Optional<Limit> ofRoute(String path) {
    return Optional.empty();
  }
}
