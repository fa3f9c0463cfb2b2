package tw.shouwang.graphql.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// What every answer says to browsers: come back by TLS only, take the type as it is named, tell no
/// other site where you were, and show us in no frame. What nobody said otherwise about is not to
/// be kept.
///
/// It stands outside of all other filters, so that what they refuse says the same.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class SecurityHeaders implements Ordered {

  private static final String POLICY = "Content-Security-Policy";
  private static final String NO_FRAMES = "frame-ancestors 'none'";

  @ResponseFilter
  void add(MutableHttpResponse<?> response) {
    set(response);
  }

  static void set(MutableHttpResponse<?> response) {
    MutableHttpHeaders headers = response.getHeaders();
    headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    String policy = headers.get(POLICY);
    if (policy == null) {
      headers.set(POLICY, NO_FRAMES);
    } else if (!policy.contains(NO_FRAMES)) {
      headers.set(POLICY, policy + "; " + NO_FRAMES);
    }
    if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
