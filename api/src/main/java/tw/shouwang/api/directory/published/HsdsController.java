package tw.shouwang.api.directory.published;

import io.micronaut.context.annotation.Requires;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.snapshot.MadeOnce;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.process.InPublicProcess;

/// The HSDS 3.0 view. Pages are numbered from 1 and hold 1 to 100 entries; an impossible page is
/// read as the nearest possible one.
@Requires(condition = InPublicProcess.class)
@Controller("/hsds")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class HsdsController {

  private static final int USUAL = 50;
  private static final String LINES = "application/x-ndjson";

  private static final Set<String> OF_SERVICES =
      Set.of(
          "search",
          "page",
          "per_page",
          "format",
          "organization_id",
          "modified_after",
          "minimal",
          "full");
  private static final Set<String> OF_ORGANIZATIONS =
      Set.of("search", "page", "per_page", "format", "full", "full_service");
  private static final Set<String> OF_PLACES =
      Set.of("search", "page", "per_page", "format", "organization_id", "modified_after", "full");

  private final MadeOnce<HsdsLists> lists;
  private final Hsds hsds;
  private final JsonMapper json;

  HsdsController(SnapshotStore store, Hsds hsds, JsonMapper json) {
    this.lists = new MadeOnce<>(store, held -> HsdsLists.of(held.snapshot()));
    this.hsds = hsds;
    this.json = json;
  }

  @Get
  HttpResponse<Map<String, Object>> root() {
    return json(hsds.root());
  }

  @Get("/services")
  HttpResponse<?> services(HttpRequest<?> request) {
    HsdsQuestion question = HsdsQuestion.of(request.getParameters(), OF_SERVICES);
    Function<HsdsLists.Offered, Map<String, Object>> write =
        question.minimal() ? hsds::minimal : question.full() ? hsds::service : hsds::brief;
    HsdsLists all = lists.current();
    return page(wanted(all, all.services(), question), write, question);
  }

  @Get("/services/{id}")
  HttpResponse<Map<String, Object>> service(String id) {
    return one(lists.current().services().get(id), hsds::service);
  }

  @Get("/organizations")
  HttpResponse<?> organizations(HttpRequest<?> request) {
    HsdsQuestion question = HsdsQuestion.of(request.getParameters(), OF_ORGANIZATIONS);
    HsdsLists all = lists.current();
    Predicate<HsdsLists.Offered> holds =
        question.search() == null ? any -> true : all.holding(question.search());
    boolean full = question.full() || question.fullService();
    return page(
        all.organizations().values().stream()
            .filter(services -> services.stream().anyMatch(holds))
            .toList(),
        services ->
            full
                ? hsds.organization(services, question.fullService())
                : hsds.organization(services.getFirst().entry()),
        question);
  }

  @Get("/organizations/{id}")
  HttpResponse<Map<String, Object>> organization(String id, HttpRequest<?> request) {
    boolean full = HsdsQuestion.of(request.getParameters(), Set.of("full_service")).fullService();
    return one(
        lists.current().organizations().get(id), services -> hsds.organization(services, full));
  }

  @Get("/service_at_locations")
  HttpResponse<?> servicesAtLocations(HttpRequest<?> request) {
    HsdsQuestion question = HsdsQuestion.of(request.getParameters(), OF_PLACES);
    HsdsLists all = lists.current();
    return page(
        wanted(all, all.placed(), question),
        question.full() ? hsds::fullAtLocation : hsds::briefAtLocation,
        question);
  }

  @Get("/service_at_locations/{id}")
  HttpResponse<Map<String, Object>> serviceAtLocation(String id) {
    return one(lists.current().placed().get(id), hsds::atLocation);
  }

  private static List<HsdsLists.Offered> wanted(
      HsdsLists all, Map<String, HsdsLists.Offered> of, HsdsQuestion question) {
    Predicate<HsdsLists.Offered> holds =
        question.search() == null ? any -> true : all.holding(question.search());
    return of.values().stream()
        .filter(holds)
        .filter(each ->
            question.organization() == null
                || Hsds.organizationId(each.entry()).toString().equals(question.organization()))
        .filter(each ->
            question.modifiedAfter() == null
                || !Hsds.modified(each.entry()).isBefore(question.modifiedAfter()))
        .toList();
  }

  private static <T> HttpResponse<Map<String, Object>> one(
      @Nullable T found, Function<T, Map<String, Object>> write) {
    if (found == null) {
      throw new HttpStatusException(HttpStatus.NOT_FOUND, "nothing has this id");
    }
    return json(write.apply(found));
  }

  private static HttpResponse<Map<String, Object>> json(Map<String, Object> body) {
    return HttpResponse.ok(body).contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  /// JSON lines are not paged, and neither is a minimal list without a page size.
  private <T> HttpResponse<?> page(
      List<T> all, Function<T, Map<String, Object>> write, HsdsQuestion question) {
    if (question.lines()) {
      return HttpResponse.ok(lines(all, write)).contentType(LINES);
    }
    int usual = question.minimal() ? Math.max(1, all.size()) : USUAL;
    int size = question.size() == null ? usual : question.size();
    int pages = Math.max(1, (all.size() + size - 1) / size);
    int page = question.page();
    long from = Math.min((long) (page - 1) * size, all.size());
    List<Map<String, Object>> contents = all.stream().skip(from).limit(size).map(write).toList();
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("total_items", all.size());
    envelope.put("total_pages", pages);
    envelope.put("page_number", page);
    envelope.put("size", contents.size());
    envelope.put("first_page", page == 1);
    envelope.put("last_page", page >= pages);
    envelope.put("empty", contents.isEmpty());
    envelope.put("contents", contents);
    return json(envelope);
  }

  private <T> byte[] lines(List<T> all, Function<T, Map<String, Object>> write) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    try {
      for (T each : all) {
        lines.write(json.writeValueAsBytes(write.apply(each)));
        lines.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines.toByteArray();
  }
}
