package tw.shouwang.api.operators;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthCheckType;
import io.micronaut.management.health.indicator.HealthResult;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.http.GraphQlHttp;

/// The health on the public port: one word in one form, whatever `Accept` says.
///
/// It replaces Micronaut's endpoint, which answers in whatever type a request names.
@ServerFilter({"/health", "/health/**"})
class PublicHealth {

  private final HealthEndpoint health;
  private final GraphQlHttp http;

  PublicHealth(HealthEndpoint health, GraphQlHttp http) {
    this.health = health;
    this.http = http;
  }

  @RequestFilter
  Publisher<HttpResponse<?>> answer(HttpRequest<?> request) {
    if (request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD) {
      MutableHttpResponse<?> refusal =
          http.refuse(http.schemaAt(request), request, ErrorCode.METHOD_NOT_ALLOWED);
      refusal.getHeaders().set(HttpHeaders.ALLOW, "GET, HEAD");
      return Mono.just(refusal);
    }
    return switch (request.getPath()) {
      case "/health" -> word(health.getHealth(null));
      case "/health/liveness" -> word(health.getHealth(null, HealthCheckType.LIVENESS));
      case "/health/readiness" -> word(health.getHealth(null, HealthCheckType.READINESS));
      default -> Mono.just(http.refuse(http.schemaAt(request), request, ErrorCode.NOT_FOUND));
    };
  }

  private static Mono<HttpResponse<?>> word(Publisher<HealthResult> result) {
    return Mono.from(result)
        .map(known -> {
          boolean operates = known.getStatus().getOperational().orElse(true);
          return HttpResponse.status(operates ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
              .contentType(MediaType.APPLICATION_JSON_TYPE)
              .body("{\"status\":\"" + known.getStatus().getName() + "\"}");
        });
  }
}
