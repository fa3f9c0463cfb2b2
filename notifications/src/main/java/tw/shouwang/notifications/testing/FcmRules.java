package tw.shouwang.notifications.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// FCM's checks of a message: known fields only, data of texts, a size limit, and a token of the
/// right shape.
final class FcmRules {

  static final int MOST_BYTES = 4096;

  // An instance id, a colon, and a long tail. FCM documents tokens only as opaque.
  private static final Pattern TOKEN = Pattern.compile("[\\w-]{11,64}:[\\w-]{60,400}");

  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "", Set.of("message", "validate_only"),
          "message",
              Set.of(
                  "name",
                  "data",
                  "notification",
                  "android",
                  "webpush",
                  "apns",
                  "fcm_options",
                  "token",
                  "topic",
                  "condition"),
          "android",
              Set.of(
                  "collapse_key",
                  "priority",
                  "ttl",
                  "restricted_package_name",
                  "data",
                  "notification",
                  "fcm_options",
                  "direct_boot_ok"),
          "webpush", Set.of("headers", "data", "notification", "fcm_options"),
          "apns", Set.of("headers", "payload", "fcm_options", "live_activity_token"));

  private FcmRules() {}

  /// FCM's objection to the request, in its own form; empty if it has none.
  static Optional<String> objection(JsonObject request) {
    try {
      return fieldsOf(request);
    } catch (ClassCastException | IllegalStateException | UnsupportedOperationException e) {
      return Optional.of("Invalid JSON payload received. A value has the wrong type");
    }
  }

  private static Optional<String> fieldsOf(JsonObject request) {
    return unknownField("", request)
        .or(() -> request.has("message") ? Optional.empty() : Optional.of("message is missing"))
        .or(() -> message(request.getAsJsonObject("message")));
  }

  private static Optional<String> message(JsonObject message) {
    return unknownField("message", message)
        .or(() -> unknownFieldOf("android", message))
        .or(() -> unknownFieldOf("webpush", message))
        .or(() -> unknownFieldOf("apns", message))
        .or(() -> texts("data", message.get("data")))
        .or(() -> token(message))
        .or(() -> size(message));
  }

  private static Optional<String> unknownFieldOf(String part, JsonObject message) {
    return message.has(part) ? unknownField(part, message.getAsJsonObject(part)) : Optional.empty();
  }

  private static Optional<String> unknownField(String part, JsonObject object) {
    Set<String> known = FIELDS.getOrDefault(part, Set.of());
    return object.keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(name -> "Invalid JSON payload received. Unknown name \"" + name + "\"");
  }

  private static Optional<String> texts(String part, JsonElement data) {
    if (data == null) {
      return Optional.empty();
    }
    boolean allTexts =
        data.getAsJsonObject().entrySet().stream()
            .allMatch(entry ->
                entry.getValue().isJsonPrimitive()
                    && entry.getValue().getAsJsonPrimitive().isString());
    return allTexts ? Optional.empty() : Optional.of(part + " must be a map of texts");
  }

  private static Optional<String> token(JsonObject message) {
    boolean valid =
        message.has("token") && TOKEN.matcher(message.get("token").getAsString()).matches();
    return valid
        ? Optional.empty()
        : Optional.of("The registration token is not a valid FCM registration token");
  }

  private static Optional<String> size(JsonObject message) {
    JsonObject withoutToken = message.deepCopy();
    withoutToken.remove("token");
    int bytes = withoutToken.toString().getBytes(StandardCharsets.UTF_8).length;
    return bytes <= MOST_BYTES ? Optional.empty() : Optional.of("Android message is too big");
  }
}
