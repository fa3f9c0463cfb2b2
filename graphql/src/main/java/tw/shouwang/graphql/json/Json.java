package tw.shouwang.graphql.json;

/// A value that is already JSON in UTF-8.
public interface Json {

  /// The bytes; they must not be changed.
  byte[] bytes();
}
