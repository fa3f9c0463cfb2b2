package tw.shouwang.graphql.http;

import io.micronaut.http.MediaType;
import java.util.List;
import java.util.Optional;

/// The media types of an answer, and the choice among them by `Accept`.
enum AnswerType {
  /// For new clients, as the specification recommends: its status codes say what happened.
  GRAPHQL_RESPONSE("application/graphql-response+json"),
  /// For older clients, and for requests without `Accept`.
  JSON("application/json");

  private final String name;
  private final MediaType mediaType;

  AnswerType(String name) {
    this.name = name;
    this.mediaType = MediaType.of(name + "; charset=utf-8");
  }

  MediaType mediaType() {
    return mediaType;
  }

  /// The type of the answer; empty if the client accepts neither.
  ///
  /// @param accept all `Accept` lines of a request
  static Optional<AnswerType> preferred(List<String> accept) {
    if (accept.isEmpty() || (accept.size() == 1 && isPlain(accept.getFirst()))) {
      return Optional.of(JSON);
    }
    return Accept.of(accept)
        .best(JSON.name, GRAPHQL_RESPONSE.name)
        .map(name -> name.equals(JSON.name) ? JSON : GRAPHQL_RESPONSE);
  }

  /// Fast path: nearly every request sends one of these values.
  private static boolean isPlain(String accept) {
    return accept.equals("*/*") || accept.equals(JSON.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
