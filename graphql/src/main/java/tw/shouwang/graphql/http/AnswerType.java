package tw.shouwang.graphql.http;

import io.micronaut.http.MediaType;
import java.util.List;
import java.util.Optional;

/// The media types of an answer, and which of them an `Accept` header prefers.
enum AnswerType {
  /// What the specification wants of new clients: its status codes tell what happened.
  GRAPHQL_RESPONSE("application/graphql-response+json"),
  /// What clients from before know, and what somebody gets who does not say.
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

  /// The type to answer in; empty when the client accepts neither.
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

  /// What nearly every request says.
  private static boolean isPlain(String accept) {
    return accept.equals("*/*") || accept.equals(JSON.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
