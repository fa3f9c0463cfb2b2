package tw.shouwang.graphql.json;

/// A value that is written already, as JSON in UTF-8.
public interface Json {

  /// The text's bytes, not to be changed.
  byte[] bytes();
}
