package tw.shouwang.api.pages;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tw.shouwang.api.pages.data.PlainData;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.http.Accept;
import tw.shouwang.graphql.http.RefusalPages;
import tw.shouwang.i18n.Language;

/// Refusals as pages with the emergency numbers on top: an address that is not there, a form from
/// another site, too many requests, a fault. They are made of the last known answer, so they do not
/// depend on what just failed.
@Singleton
@Requires(condition = InPublicProcess.class)
class RefusedPages implements RefusalPages, ApplicationEventListener<ServerStartupEvent> {

  private static final String JSON = "application/json";
  private static final String HTML = "text/html";

  /// Addresses that only programs use.
  private static final List<String> FOR_PROGRAMS =
      List.of("/graphql", "/staff/", "/neighbours/", "/health");

  private final PageQueries queries;
  private final PageWriter writer;
  private final Map<Language, PlainData> known = new ConcurrentHashMap<>();

  RefusedPages(PageQueries queries, PageWriter writer) {
    this.queries = queries;
    this.writer = writer;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    for (Language language : Language.values()) {
      queries
          .ask(PageDocument.PLAIN, language)
          .thenAccept(answer -> {
            PlainData read = queries.read(answer, PlainData.class);
            if (read != null) {
              known.put(language, read);
            }
          });
    }
  }

  @Override
  public Optional<MutableHttpResponse<byte[]>> of(HttpRequest<?> request, HttpStatus status) {
    return isByBrowser(request) ? page(Visit.of(request), status) : Optional.empty();
  }

  private static boolean isByBrowser(HttpRequest<?> request) {
    String path = request.getPath();
    return FOR_PROGRAMS.stream().noneMatch(path::startsWith)
        && Accept.of(request).bestOrFirst(JSON, HTML).equals(HTML);
  }

  /// The page; empty until the emergency numbers are known.
  Optional<MutableHttpResponse<byte[]>> page(Visit visit, HttpStatus status) {
    PlainData data = known.get(visit.language());
    if (data == null) {
      return Optional.empty();
    }
    byte[] html = writer.html("refused-" + template(status), visit, "/", null, data, Map.of());
    MutableHttpResponse<byte[]> response = HttpResponse.<byte[]>status(status).body(html);
    response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
    return Optional.of(writer.page(response, visit));
  }

  private static String template(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND, METHOD_NOT_ALLOWED -> "missing";
      case FORBIDDEN -> "foreign";
      case TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE -> "later";
      default -> status.getCode() < 500 ? "unread" : "later";
    };
  }
}
