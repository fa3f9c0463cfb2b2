package tw.shouwang.graphql.ratelimits;

import graphql.language.OperationDefinition.Operation;

/// Which limit an operation counts for. The application has one bean of this type, and keeps all of
/// its limits in one list.
@FunctionalInterface
public interface RequestLimits {

  /// Each root field counts once, so aliases buy nothing. An answer that is kept at hand costs
  /// nothing and is not counted.
  Limit of(Operation kind);
}
