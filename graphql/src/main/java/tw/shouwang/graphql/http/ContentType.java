package tw.shouwang.graphql.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tw.shouwang.graphql.errors.ErrorCode;

/// Which bodies are read: JSON declared as JSON, and on the addresses of pages forms declared as
/// forms. A browser sends all but JSON to a foreign site without asking that site first (CORS), so
/// [FormBody] looks at where a form came from.
final class ContentType {

  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  // The labels of UTF-8 in the WHATWG's Encoding Standard, and ASCII, a subset of UTF-8. The bytes
  // are checked to be UTF-8 in any case.
  private static final Set<String> UTF8 =
      Set.of(
          "",
          "utf-8",
          "utf8",
          "utf_8",
          "unicode-1-1-utf-8",
          "unicode11utf8",
          "unicode20utf8",
          "x-unicode20utf8",
          "us-ascii",
          "ascii");

  private ContentType() {}

  /// The reason why a form's body is not read; empty if it is read.
  static Optional<ErrorCode> refusalOfForm(HttpRequest<?> request) {
    List<String> lines = request.getHeaders().getAll(HttpHeaders.CONTENT_TYPE);
    return lines.size() == 1
        ? refusal(lines.getFirst(), FORM)
        : Optional.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
  }

  /// The reason why the body is not read; empty if it is read.
  static Optional<ErrorCode> refusal(HttpRequest<?> request) {
    List<String> lines = request.getHeaders().getAll(HttpHeaders.CONTENT_TYPE);
    if (lines.size() != 1) {
      return Optional.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }
    String line = lines.getFirst();
    return line.equals(JSON) ? Optional.empty() : refusal(line, JSON);
  }

  private static Optional<ErrorCode> refusal(String line, String type) {
    String[] parts = line.toLowerCase(Locale.ROOT).split(";", -1);
    if (!parts[0].strip().equals(type)) {
      return Optional.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }
    for (int i = 1; i < parts.length; i++) {
      String[] parameter = parts[i].split("=", 2);
      if (parameter[0].strip().equals("charset")
          && parameter.length == 2
          && !isUtf8(parameter[1])) {
        return Optional.of(ErrorCode.UNSUPPORTED_CHARSET);
      }
    }
    return Optional.empty();
  }

  /// Whether a charset's name, in lower case and optionally in quotes, means UTF-8.
  static boolean isUtf8(String charset) {
    return UTF8.contains(charset.replace("\"", "").strip());
  }
}
