package tw.shouwang.api.process;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Arrays;
import java.util.Locale;

/// Which encodings of an answer a client accepts (RFC 9110, 12.5.3), for what is compressed once
/// and kept.
public final class AcceptedEncodings {

  private AcceptedEncodings() {}

  /// Whether gzip, or anything, is accepted.
  public static boolean hasGzip(HttpRequest<?> request) {
    String accepted = request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null
        && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
            .map(String::strip)
            .anyMatch(coding ->
                (coding.startsWith("gzip") || coding.startsWith("*"))
                    && !coding.matches(".*;\\s*q=0(\\.0*)?"));
  }
}
