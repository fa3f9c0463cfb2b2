package tw.shouwang.graphql.http;

import io.micronaut.context.env.Environment;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import java.util.List;

/// Headers for browsers on every answer: use TLS only, do not guess the content type, send no
/// referrer, allow no framing, and load, run or send nothing. A page that needs more sets its own
/// policies. An answer without its own caching header must not be stored.
///
/// This is the outermost filter, before routes are looked for, so that refusals of other filters
/// and answers to a preflight get the headers too.
///
/// Where pages of some origins may ask, every answer varies by the origin, also that to a request
/// without one: a shared cache would give it to such a page, whose browser then refuses it.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class SecurityHeaders implements Ordered {

  private static final String POLICY = "Content-Security-Policy";
  private static final String NO_FRAMES = "frame-ancestors 'none'";
  private static final String NOTHING =
      NO_FRAMES + "; default-src 'none'; base-uri 'none'; form-action 'none'";

  private final boolean varies;

  SecurityHeaders(CorsSettings settings, Environment environment) {
    this.varies = settings.pattern(environment) != null;
  }

  @PreMatching
  @ResponseFilter
  void addToPreflight(MutableHttpResponse<?> response) {
    add(response);
  }

  @ResponseFilter
  void add(MutableHttpResponse<?> response) {
    set(response);
    if (varies && !variesByOrigin(response.getHeaders())) {
      response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
  }

  private static boolean variesByOrigin(HttpHeaders headers) {
    for (String line : headers.getAll(HttpHeaders.VARY)) {
      for (String name : line.split(",", -1)) {
        if (name.strip().equalsIgnoreCase(HttpHeaders.ORIGIN)) {
          return true;
        }
      }
    }
    return false;
  }

  static void set(MutableHttpResponse<?> response) {
    MutableHttpHeaders headers = response.getHeaders();
    headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    headers.set("X-Content-Type-Options", "nosniff");
    if (!headers.contains("Referrer-Policy")) {
      headers.set("Referrer-Policy", "no-referrer");
    }
    String policy = headers.get(POLICY);
    if (policy == null) {
      headers.set(POLICY, NOTHING);
    } else if (!policy.contains(NO_FRAMES)) {
      headers.set(POLICY, policy + "; " + NO_FRAMES);
    }
    if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    // An address that is open to every page says so itself, and the framework adds the origin that
    // it allows everywhere. Browsers refuse two values.
    List<String> origins = headers.getAll(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
    if (origins.size() > 1) {
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origins.getFirst());
    }
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
