package tw.shouwang.graphql.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.errors.ErrorCode;

/// Refuses encoded (compressed) requests at every address. The service never decompresses a
/// request, because a short compressed body can have any length when decompressed.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class ContentEncodings implements Ordered {

  private static final String IDENTITY = "identity";

  private final GraphQlHttp http;

  ContentEncodings(GraphQlHttp http) {
    this.http = http;
  }

  @RequestFilter
  @Nullable HttpResponse<?> refuse(HttpRequest<?> request) {
    if (!request.getHeaders().contains(HttpHeaders.CONTENT_ENCODING)) {
      return null;
    }
    List<String> encodings = request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING);
    if (encodings.size() == 1 && encodings.getFirst().strip().equalsIgnoreCase(IDENTITY)) {
      return null;
    }
    MutableHttpResponse<byte[]> refusal =
        http.refuse(http.schemaAt(request), request, ErrorCode.UNSUPPORTED_CONTENT_ENCODING);
    refusal.getHeaders().set(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
    return refusal;
  }

  /// Runs before the filters of the login.
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }

  /// Switches off the framework's decompression, which would run before any filter.
  @Singleton
  static class Off implements BeanCreatedEventListener<NettyHttpServerConfiguration> {

    @Override
    public NettyHttpServerConfiguration onCreated(
        BeanCreatedEvent<NettyHttpServerConfiguration> event) {
      event.getBean().setRequestDecompressionEnabled(false);
      return event.getBean();
    }
  }
}
