package tw.shouwang.graphql.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.Caller;
import tw.shouwang.graphql.execution.Operation;
import tw.shouwang.graphql.json.JsonReader;

/// Reads a GraphQL request from a POST's JSON or a GET's parameters. Unknown parameters are
/// ignored, as the specification demands; a known parameter of a wrong type makes the request
/// invalid.
public final class RequestDecoder {

  private static final Set<String> PARTS =
      Set.of("query", "documentId", "operationName", "variables", "extensions");

  private RequestDecoder() {}

  public static Optional<Operation> body(byte[] json, Caller caller) {
    Map<String, @Nullable Object> body = JsonReader.object(json);
    return body == null ? Optional.empty() : operation(body, caller);
  }

  /// @param query an address's query part, as it was sent
  public static Optional<Operation> parameters(@Nullable String query, Caller caller) {
    QueryParameters parameters = QueryParameters.read(query);
    if (parameters == null) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> request = new HashMap<>();
    for (String text : new String[] {"query", "documentId", "operationName"}) {
      request.put(text, parameters.first().get(text));
    }
    for (String json : new String[] {"variables", "extensions"}) {
      String value = parameters.first().getOrDefault(json, "");
      if (!value.isEmpty()) {
        Map<String, @Nullable Object> object = nullableObject(value);
        if (object == null) {
          return Optional.empty();
        }
        request.put(json, object);
      }
    }
    boolean known = PARTS.containsAll(parameters.first().keySet());
    return operation(request, known && !parameters.repeated(), caller);
  }

  private static @Nullable Map<String, @Nullable Object> nullableObject(String json) {
    return json.equals("null") ? Map.of() : JsonReader.object(json);
  }

  /// From parsed JSON.
  public static Optional<Operation> operation(
      Map<String, @Nullable Object> request, Caller caller) {
    return operation(request, PARTS.containsAll(request.keySet()), caller);
  }

  private static Optional<Operation> operation(
      Map<String, @Nullable Object> request, boolean known, Caller caller) {
    Map<String, @Nullable Object> variables = objectOrEmpty(request.get("variables"));
    Map<String, @Nullable Object> extensions = objectOrEmpty(request.get("extensions"));
    boolean wellTyped =
        isTextOrNull(request.get("query"))
            && isTextOrNull(request.get("documentId"))
            && isTextOrNull(request.get("operationName"));
    if (variables == null || extensions == null || !wellTyped) {
      return Optional.empty();
    }
    String document = (String) request.get("query");
    String id = (String) request.get("documentId");
    String hash = id == null ? persistedHash(extensions) : null;
    String operationName = (String) request.get("operationName");
    boolean bare = known && isBare(extensions, id != null);
    return document == null && id == null && hash == null
        ? Optional.empty()
        : Optional.of(new Operation(document, id, hash, operationName, variables, bare, caller));
  }

  /// Whether the extensions only say which document is meant.
  private static boolean isBare(Map<String, @Nullable Object> extensions, boolean documentKnown) {
    return extensions.isEmpty()
        || (!documentKnown
            && extensions.size() == 1
            && extensions.get("persistedQuery") instanceof Map<?, ?> persisted
            && persisted.get("version") instanceof Number
            && persisted.get("sha256Hash") instanceof String
            && persisted.size() == 2);
  }

  /// The document's id as Apollo's clients send it.
  private static @Nullable String persistedHash(Map<String, @Nullable Object> extensions) {
    return extensions.get("persistedQuery") instanceof Map<?, ?> persisted
            && persisted.get("sha256Hash") instanceof String hash
        ? hash
        : null;
  }

  private static boolean isTextOrNull(@Nullable Object value) {
    return value == null || value instanceof String;
  }

  /// The object, empty for null; null if the value is of another type.
  @SuppressWarnings("unchecked")
  private static @Nullable Map<String, @Nullable Object> objectOrEmpty(@Nullable Object value) {
    return switch (value) {
      case null -> Map.of();
      case Map<?, ?> map -> (Map<String, @Nullable Object>) map;
      default -> null;
    };
  }
}
