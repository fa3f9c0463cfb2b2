package tw.shouwang.api.pages;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import tw.shouwang.api.pages.data.PlainData;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.http.Accept;
import tw.shouwang.graphql.http.RefusalPages;
import tw.shouwang.i18n.Language;

/// Refusals as pages with the emergency numbers on top: an address that is not there, a form from
/// another site, too many requests, a fault. They are rendered from the last known answer, so they
/// do not depend on what just failed, and before they are needed, so that many refusals cost
/// nothing. They name no district. The numbers are read again every minute.
///
/// At the address of a form or case, a refusal is as private as the page that it replaces. Its
/// links to other languages lead to that page. A refusal of what somebody sent has no such links:
/// they would lead away from it, and then reloading would not send it again.
@Singleton
@Requires(condition = InPublicProcess.class)
class RefusedPages implements RefusalPages, ApplicationEventListener<ServerStartupEvent> {

  private static final String JSON = "application/json";
  private static final String HTML = "text/html";

  /// Addresses that only programs use.
  private static final List<String> FOR_PROGRAMS =
      List.of("/graphql", "/staff/", "/neighbours/", "/health");

  private final PageWriter writer;
  private final PagesAhead<PlainData, Map<Which, byte[]>> pages;

  RefusedPages(
      PageQueries queries,
      PageWriter writer,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.writer = writer;
    this.pages =
        new PagesAhead<>(
            queries, blocking, PageDocument.PLAIN, PlainData.class, read -> true, this::pages);
  }

  private enum Reason {
    MISSING,
    FOREIGN,
    UNREAD,
    LATER
  }

  /// Which of a language's pages.
  ///
  /// @param named whether its links name the language
  private record Which(Reason reason, boolean named, Place place) {}

  /// The kind of address at which a refusal is shown.
  ///
  /// @param path the page to which its languages lead
  /// @param sent whether it answers what somebody sent to a form or case
  private record Place(String path, boolean sent) {}

  private static final Place ANYWHERE = new Place("/", false);
  private static final Place SENT = new Place("/case/plain", true);

  /// The places of forms and cases, by the first part of their addresses.
  private static final Map<String, Place> OF_CASES =
      Map.of(
          "report", new Place("/report", false),
          "help", new Place("/help", false),
          "case", new Place("/case", false),
          "r", new Place("/r", false));

  private static Place place(HttpRequest<?> request) {
    Place ofCase = OF_CASES.get(PageFrame.firstPart(request.getPath()));
    if (ofCase == null) {
      return ANYWHERE;
    }
    return request.getMethod() == HttpMethod.POST ? SENT : ofCase;
  }

  /// Waits a little, so that the pages are there for the first request.
  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    pages.make();
  }

  /// Asks for the numbers of all languages.
  @Scheduled(fixedDelay = "1m", initialDelay = "1m")
  void refresh() {
    pages.make();
  }

  private Map<Which, byte[]> pages(Language language, PlainData data) {
    Map<Which, byte[]> made = new HashMap<>();
    for (Reason reason : Reason.values()) {
      for (boolean named : new boolean[] {true, false}) {
        Visit visit = new Visit(HttpRequest.GET("/"), language, named, null);
        String template = "refused-" + reason.name().toLowerCase(Locale.ROOT);
        Stream.concat(Stream.of(ANYWHERE, SENT), OF_CASES.values().stream())
            .forEach(place ->
                made.put(
                    new Which(reason, named, place),
                    writer.html(
                        template, visit, place.path, null, data, Map.of("sent", place.sent))));
      }
    }
    return Map.copyOf(made);
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
    return pages
        .find(visit.language())
        .map(made -> {
          Which which = new Which(reason(status), visit.named(), place(visit.request()));
          byte[] html = Objects.requireNonNull(made.pages().get(which));
          MutableHttpResponse<byte[]> response = HttpResponse.<byte[]>status(status).body(html);
          response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
          return writer.page(response, visit);
        });
  }

  /// The data for pages that are rendered without executing a document. Available whatever fails.
  PlainData lastKnown(Language language) {
    return pages
        .find(language)
        .map(PagesAhead.Made::data)
        .orElseGet(() -> new PlainData(null, List.of()));
  }

  private static Reason reason(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND, METHOD_NOT_ALLOWED -> Reason.MISSING;
      case FORBIDDEN -> Reason.FOREIGN;
      case TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE -> Reason.LATER;
      default -> status.getCode() < 500 ? Reason.UNREAD : Reason.LATER;
    };
  }
}
