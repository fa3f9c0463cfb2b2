package tw.shouwang.graphql.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.json.StrictUtf8;

/// A form that a page of ours sent: `application/x-www-form-urlencoded`, strictly UTF-8, of a
/// limited size.
public sealed interface FormBody {

  /// @param values the values of each field, in their order
  record Fields(Map<String, List<String>> values) implements FormBody {

    /// The field's first value; empty if it was not sent.
    public String first(String name) {
      return values.getOrDefault(name, List.of("")).getFirst();
    }

    @Override
    public String toString() {
      return "Fields";
    }
  }

  record Refused(ErrorCode code) implements FormBody {}

  /// Another site's page sent it.
  record Foreign() implements FormBody {}

  /// Reads the form without blocking.
  ///
  /// @param most the most bytes that are read
  /// @param own our public origins; if there are none, the host that the request names is ours
  static CompletableFuture<FormBody> read(HttpRequest<?> request, int most, Set<String> own) {
    if (isForeign(request, own)) {
      return CompletableFuture.completedFuture(new Foreign());
    }
    Optional<ErrorCode> refusal = ContentType.refusalOfForm(request);
    return refusal.isPresent()
        ? CompletableFuture.completedFuture(new Refused(refusal.get()))
        : BodyReader.read(request, most)
            .thenApply(body ->
                body.<FormBody>map(FormBody::fields)
                    .orElseGet(() -> new Refused(ErrorCode.PAYLOAD_TOO_LARGE)));
  }

  private static FormBody fields(byte[] body) {
    String text = StrictUtf8.text(body);
    QueryParameters read = text == null ? null : QueryParameters.read(text);
    return read == null ? new Refused(ErrorCode.BAD_REQUEST) : new Fields(read.values());
  }

  /// Browsers say with `Sec-Fetch-Site` where a request comes from. Older ones only send the
  /// `Origin`, which a foreign page cannot leave out of a POST.
  private static boolean isForeign(HttpRequest<?> request, Set<String> own) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("cross-site");
    }
    String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
    return origin != null && (own.isEmpty() ? !isHost(origin, request) : !own.contains(origin));
  }

  private static boolean isHost(String origin, HttpRequest<?> request) {
    @Nullable String host = request.getHeaders().get(HttpHeaders.HOST);
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
