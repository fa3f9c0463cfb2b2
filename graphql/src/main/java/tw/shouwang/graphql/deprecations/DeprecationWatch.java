package tw.shouwang.graphql.deprecations;

/// Counts for the operator which documents still use what is deprecated. It learns neither who
/// asked nor what, and of a document that is not trusted not even the name.
public interface DeprecationWatch {

  /// An answer was given to a request that uses something deprecated.
  ///
  /// @param deprecations not empty
  void answered(String schema, Deprecations deprecations);
}
