package tw.shouwang.api.process;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Which encodings of an answer a client accepts (RFC 9110, 12.5.3), for what is compressed once
/// and kept.
final class AcceptedEncodings {

  private static final List<String> GZIP = List.of("gzip", "x-gzip");

  private AcceptedEncodings() {}

  static boolean hasGzip(HttpRequest<?> request) {
    return hasGzip(request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING));
  }

  /// Whether gzip is accepted: by its name, or by `*` where it is not named. A weight that cannot
  /// be read accepts nothing. Without the header everything is accepted, and old clients that send
  /// none do not unpack.
  ///
  /// @param headers the header's lines
  static boolean hasGzip(List<String> headers) {
    Map<String, Double> weights =
        headers.stream()
            .flatMap(line -> Arrays.stream(line.toLowerCase(Locale.ROOT).split(",")))
            .map(each -> each.strip().split("\\s*;\\s*", -1))
            .collect(Collectors.toMap(parts -> parts[0], AcceptedEncodings::weight, Math::max));
    OptionalDouble named =
        GZIP.stream().filter(weights::containsKey).mapToDouble(weights::get).max();
    return named.orElseGet(() -> weights.getOrDefault("*", 0.0)) > 0;
  }

  private static double weight(String[] parts) {
    for (int at = 1; at < parts.length; at++) {
      if (parts[at].startsWith("q=")) {
        return parts[at].matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")
            ? Double.parseDouble(parts[at].substring(2))
            : 0;
      }
    }
    return 1;
  }
}
