package tw.shouwang.notifications.testing;

import java.util.Optional;

/// One way in which [FcmStandIn] answers: one of FCM's documented errors, or a network error.
///
/// @param retryAfter the header's value, in either of its forms
public record FcmAnswer(Kind kind, Optional<String> retryAfter) {

  public static FcmAnswer of(Kind kind) {
    return new FcmAnswer(kind, Optional.empty());
  }

  public FcmAnswer retryAfter(String value) {
    return new FcmAnswer(kind, Optional.of(value));
  }

  public enum Kind {
    OK(200, ""),
    UNREGISTERED(404, "NOT_FOUND"),
    SENDER_ID_MISMATCH(403, "PERMISSION_DENIED"),
    INVALID_ARGUMENT(400, "INVALID_ARGUMENT"),
    QUOTA_EXCEEDED(429, "RESOURCE_EXHAUSTED"),
    INTERNAL(500, "INTERNAL"),
    /// The answer of a proxy in front of FCM: no JSON.
    BAD_GATEWAY(502, ""),
    UNAVAILABLE(503, "UNAVAILABLE"),
    THIRD_PARTY_AUTH_ERROR(401, "UNAUTHENTICATED"),
    /// FCM rejects our credentials, without a code of its own.
    UNAUTHENTICATED(401, "UNAUTHENTICATED"),
    /// The project does not exist: 404 without FCM's code for a token.
    NO_SUCH_PROJECT(404, "NOT_FOUND"),
    /// A success whose body is unreadable.
    GARBAGE(200, ""),
    /// The message is accepted, but the answer comes too late for the client.
    LATE(0, ""),
    /// The message is not accepted, and no answer comes.
    SILENCE(0, ""),
    /// The connection ends after the message was accepted.
    CUT(0, "");

    final int status;
    final String name;

    Kind(int status, String name) {
      this.status = status;
      this.name = name;
    }

    boolean hasCodeOfFcm() {
      return switch (this) {
        case UNREGISTERED,
            SENDER_ID_MISMATCH,
            INVALID_ARGUMENT,
            QUOTA_EXCEEDED,
            INTERNAL,
            UNAVAILABLE,
            THIRD_PARTY_AUTH_ERROR ->
            true;
        case OK, BAD_GATEWAY, UNAUTHENTICATED, NO_SUCH_PROJECT, GARBAGE, LATE, SILENCE, CUT ->
            false;
      };
    }
  }
}
