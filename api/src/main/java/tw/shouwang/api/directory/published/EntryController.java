package tw.shouwang.api.directory.published;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.view.ContactScope;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.http.Accept;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LanguageNegotiator;

/// One entry at its own address: schema.org JSON-LD for programs, and its page for people.
@Requires(condition = InPublicProcess.class)
@Controller("/directory")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class EntryController {

  private static final String JSON_LD = "application/ld+json";
  private static final String JSON = "application/json";
  private static final String HTML = "text/html";

  private final SnapshotStore store;
  private final JsonMapper json;
  private final JsonLd jsonLd;
  private final LinePage pages;

  EntryController(SnapshotStore store, JsonMapper json, JsonLd jsonLd, LinePage pages) {
    this.store = store;
    this.json = json;
    this.jsonLd = jsonLd;
    this.pages = pages;
  }

  @Get("/{key}")
  CompletableFuture<? extends HttpResponse<byte[]>> entry(String key, HttpRequest<?> request)
      throws IOException {
    String type = Accept.of(request).bestOrFirst(JSON_LD, JSON, HTML);
    return type.equals(HTML)
        ? pages.line(key, request).thenApply(EntryController::varied)
        : CompletableFuture.completedFuture(data(key, type, request));
  }

  private static HttpResponse<byte[]> varied(HttpResponse<byte[]> page) {
    page.toMutableResponse().header(HttpHeaders.VARY, "Accept, Accept-Language");
    return page;
  }

  private HttpResponse<byte[]> data(String key, String type, HttpRequest<?> request)
      throws IOException {
    DirectorySnapshot snapshot = store.current();
    Optional<IndexedEntry> item = snapshot.find(key);
    if (item.isEmpty()) {
      throw new HttpStatusException(HttpStatus.NOT_FOUND, "no such entry");
    }
    Resource resource = new Resource(snapshot, item.get(), ContactScope.everywhere(), null);
    Language language =
        LanguageNegotiator.negotiate(null, request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
    return HttpResponse.ok(json.writeValueAsBytes(jsonLd.of(resource, language)))
        .contentType(type)
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
        .header(HttpHeaders.VARY, "Accept, Accept-Language")
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag());
  }
}
