package tw.shouwang.graphql.http;

import io.micronaut.http.HttpParameters;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.execution.Operation;

/// Reads a GraphQL request from a POST's JSON or a GET's parameters. Parameters it does not know
/// are ignored, as the specification demands; known ones of a wrong type make it none.
final class RequestDecoder {

  private RequestDecoder() {}

  static Optional<Operation> body(byte[] json) {
    Map<String, @Nullable Object> body = JsonReader.object(json);
    return body == null ? Optional.empty() : operation(body);
  }

  static Optional<Operation> parameters(HttpParameters parameters) {
    Map<String, @Nullable Object> request = new HashMap<>();
    for (String text : new String[] {"query", "operationName"}) {
      parameters.getFirst(text).ifPresent(value -> request.put(text, value));
    }
    for (String json : new String[] {"variables", "extensions"}) {
      Optional<String> value = parameters.getFirst(json).filter(text -> !text.isEmpty());
      if (value.isPresent()) {
        Map<String, @Nullable Object> object = nullableObject(value.get());
        if (object == null) {
          return Optional.empty();
        }
        request.put(json, object);
      }
    }
    return operation(request);
  }

  private static @Nullable Map<String, @Nullable Object> nullableObject(String json) {
    return json.equals("null")
        ? Map.of()
        : JsonReader.object(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Operation> operation(Map<String, @Nullable Object> request) {
    Map<String, @Nullable Object> variables = objectOrEmpty(request.get("variables"));
    Map<String, @Nullable Object> extensions = objectOrEmpty(request.get("extensions"));
    if (variables == null
        || extensions == null
        || !(request.get("query") instanceof String document)) {
      return Optional.empty();
    }
    return switch (request.get("operationName")) {
      case null -> Optional.of(new Operation(document, null, variables, extensions));
      case String name -> Optional.of(new Operation(document, name, variables, extensions));
      default -> Optional.empty();
    };
  }

  /// Null where the value is something else than an object or nothing.
  @SuppressWarnings("unchecked")
  private static @Nullable Map<String, @Nullable Object> objectOrEmpty(@Nullable Object value) {
    return switch (value) {
      case null -> Map.of();
      case Map<?, ?> map -> (Map<String, @Nullable Object>) map;
      default -> null;
    };
  }
}
