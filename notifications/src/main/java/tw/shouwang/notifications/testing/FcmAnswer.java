package tw.shouwang.notifications.testing;

import java.util.Optional;

/// One way in which [FcmStandIn] answers: a row of FCM's table of errors, or of the network's.
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
    /// What a proxy in front of FCM says: no JSON.
    BAD_GATEWAY(502, ""),
    UNAVAILABLE(503, "UNAVAILABLE"),
    THIRD_PARTY_AUTH_ERROR(401, "UNAUTHENTICATED"),
    /// Our own credentials are refused: no code of FCM's.
    UNAUTHENTICATED(401, "UNAUTHENTICATED"),
    /// The project does not exist: 404, but nothing about the token.
    NO_SUCH_PROJECT(404, "NOT_FOUND"),
    /// A success that cannot be read.
    GARBAGE(200, ""),
    /// Taken in, but the answer does not come until the client gives up.
    LATE(0, ""),
    /// Nothing is taken in and there is no answer until the client gives up.
    SILENCE(0, ""),
    /// The connection ends after the message was taken in.
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
