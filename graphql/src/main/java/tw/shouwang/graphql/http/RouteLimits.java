package tw.shouwang.graphql.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.ratelimits.Admission;
import tw.shouwang.graphql.ratelimits.CallerKeys;
import tw.shouwang.graphql.ratelimits.Limit;
import tw.shouwang.graphql.ratelimits.RequestLimits;

/// Rate limits for addresses outside GraphQL, by the application's list.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class RouteLimits implements Ordered {

  private final RequestLimits limits;
  private final Admission admission;
  private final CallerKeys callers;
  private final GraphQlHttp http;
  private final Optional<RefusalPages> pages;

  RouteLimits(
      RequestLimits limits,
      Admission admission,
      CallerKeys callers,
      GraphQlHttp http,
      Optional<RefusalPages> pages) {
    this.limits = limits;
    this.admission = admission;
    this.callers = callers;
    this.http = http;
    this.pages = pages;
  }

  @RequestFilter
  @Nullable HttpResponse<?> refuse(HttpRequest<?> request) {
    Optional<Limit> limit = limits.ofRoute(request.getPath());
    if (limit.isEmpty()) {
      return null;
    }
    Duration delay = admission.tryAdmit(limit.get(), callers.of(request));
    if (delay.isZero()) {
      return null;
    }
    int seconds = (int) Math.clamp(delay.toSeconds() + 1, 1, 86_400);
    MutableHttpResponse<byte[]> refusal =
        pages
            .flatMap(known -> known.of(request, HttpStatus.TOO_MANY_REQUESTS))
            .orElseGet(() ->
                http.refuse(
                    http.schemaAt(request),
                    request,
                    ErrorCode.RATE_LIMITED,
                    Map.of("retryAfterSeconds", seconds)));
    refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
    return refusal;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 2;
  }
}
