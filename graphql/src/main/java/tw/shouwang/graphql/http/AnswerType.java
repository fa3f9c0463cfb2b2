package tw.shouwang.graphql.http;

import io.micronaut.http.MediaType;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /// The type to answer in: the one with the highest quality, the more exactly named one among
  /// equals; empty when the client accepts neither.
  static Optional<AnswerType> preferred(@Nullable String accept) {
    if (accept == null || accept.isBlank()) {
      return Optional.of(JSON);
    }
    AnswerType best = null;
    double bestRank = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      double quality = quality(parts);
      AnswerType type = of(parts[0].strip());
      double rank = quality + (parts[0].contains("*") ? 0 : 1e-6);
      if (type != null && quality > 0 && rank > bestRank) {
        best = type;
        bestRank = rank;
      }
    }
    return Optional.ofNullable(best);
  }

  private static @Nullable AnswerType of(String range) {
    return switch (range) {
      case "application/graphql-response+json" -> GRAPHQL_RESPONSE;
      case "application/json", "application/*", "*/*" -> JSON;
      default -> null;
    };
  }

  /// The `q` among a range's parameters; a charset other than UTF-8 cannot be served.
  private static double quality(String[] parts) {
    double quality = 1;
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        try {
          quality = Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      } else if (parameter.startsWith("charset=")) {
        String charset = parameter.substring("charset=".length()).replace("\"", "");
        if (!charset.equals("utf-8") && !charset.equals("utf8")) {
          return 0;
        }
      }
    }
    return quality;
  }

  @Override
  public String toString() {
    return name;
  }
}
