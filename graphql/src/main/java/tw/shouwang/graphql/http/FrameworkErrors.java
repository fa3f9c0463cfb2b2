package tw.shouwang.graphql.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.errors.Faults;

/// Answers, in our form and with the emergency numbers, the requests that the framework itself
/// refuses: unreadable heads, unknown addresses and methods, its own faults. A browser gets a page.
/// The framework's texts would repeat what was sent.
@Singleton
class FrameworkErrors implements ErrorResponseProcessor<byte[]> {

  private final GraphQlHttp http;
  private final Optional<RefusalPages> pages;
  private final Faults faults;
  private final Alarm alarm;

  FrameworkErrors(
      GraphQlHttp http, Optional<RefusalPages> pages, Faults faults, InstantSource clock) {
    this.http = http;
    this.pages = pages;
    this.faults = faults;
    this.alarm = new Alarm(LoggerFactory.getLogger(FrameworkErrors.class), clock);
  }

  @Override
  public MutableHttpResponse<byte[]> processResponse(
      ErrorContext error, MutableHttpResponse<?> base) {
    HttpRequest<?> request = error.getRequest();
    Throwable undecoded = undecoded(request);
    ErrorCode code = undecoded == null ? code(base.status()) : code(undecoded);
    Map<String, ?> details =
        code == ErrorCode.INTERNAL
            ? Map.of("id", error.getRootCause().map(this::log).orElseGet(this::log))
            : Map.of();
    MutableHttpResponse<byte[]> response =
        undecoded == null
            ? pages
                .flatMap(known -> known.of(request, base.status()))
                .orElseGet(() -> http.refuse(http.schemaAt(request), request, code, details))
                .status(base.status())
            : http.refuse(http.schemaAt(request), request, code, details);
    if (code == ErrorCode.HEADERS_TOO_LARGE) {
      alarm.warn(
          "a request's headers were longer than its address takes (431): tokens of members in many"
              + " groups need more of micronaut.server.netty.max-header-size");
    }
    if (undecoded instanceof RequestHeads.UnknownHandshake) {
      response.getHeaders().set(HttpHeaders.SEC_WEBSOCKET_VERSION, RequestHeads.SOCKET_VERSION);
    }
    if (code == ErrorCode.METHOD_NOT_ALLOWED) {
      response.getHeaders().set(HttpHeaders.ALLOW, allowed(base));
    }
    if (request.getMethod() == HttpMethod.HEAD) {
      response.body(null);
    }
    SecurityHeaders.set(response);
    return response;
  }

  private String log(Throwable fault) {
    return faults.log("the server", fault);
  }

  private String log() {
    return faults.log("the server");
  }

  /// Why the request's head could not be read; null if it could.
  private static @Nullable Throwable undecoded(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> netty
        ? netty.getNativeRequest().decoderResult().cause()
        : null;
  }

  private static ErrorCode code(Throwable undecoded) {
    return switch (undecoded) {
      case RequestHeads.Refused refused -> refused.code();
      case TooLongHttpLineException _ -> ErrorCode.URI_TOO_LONG;
      case TooLongFrameException _ -> ErrorCode.HEADERS_TOO_LARGE;
      default -> ErrorCode.BAD_REQUEST;
    };
  }

  private static ErrorCode code(HttpStatus status) {
    return switch (status) {
      case UNAUTHORIZED -> ErrorCode.UNAUTHENTICATED;
      case NOT_FOUND -> ErrorCode.NOT_FOUND;
      case METHOD_NOT_ALLOWED -> ErrorCode.METHOD_NOT_ALLOWED;
      case NOT_ACCEPTABLE -> ErrorCode.NOT_ACCEPTABLE;
      case REQUEST_TIMEOUT -> ErrorCode.REQUEST_TIMEOUT;
      case REQUEST_ENTITY_TOO_LARGE -> ErrorCode.PAYLOAD_TOO_LARGE;
      case UNSUPPORTED_MEDIA_TYPE -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
      case TOO_MANY_REQUESTS -> ErrorCode.RATE_LIMITED;
      case SERVICE_UNAVAILABLE -> ErrorCode.TEMPORARILY_UNAVAILABLE;
      default -> status.getCode() < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
    };
  }

  private static String allowed(MutableHttpResponse<?> base) {
    Set<String> methods = new TreeSet<>();
    for (String line : base.getHeaders().getAll(HttpHeaders.ALLOW)) {
      for (String method : line.split(",", -1)) {
        methods.add(method.strip());
      }
    }
    return String.join(", ", methods);
  }
}
