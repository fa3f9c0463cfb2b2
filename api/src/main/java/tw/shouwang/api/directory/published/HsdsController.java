package tw.shouwang.api.directory.published;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.snapshot.MadeOnce;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.process.InPublicProcess;

/// The HSDS 3.0 view: pages are numbered from 1 and hold 1 to 100; anything else is read as the
/// nearest that is possible.
@Requires(condition = InPublicProcess.class)
@Controller("/hsds")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class HsdsController {

  private static final int LARGEST = 100;
  private static final int USUAL = 50;

  private final MadeOnce<HsdsLists> lists;
  private final Hsds hsds;

  HsdsController(SnapshotStore store, Hsds hsds) {
    this.lists = new MadeOnce<>(store, held -> HsdsLists.of(held.snapshot()));
    this.hsds = hsds;
  }

  @Get
  HttpResponse<Map<String, Object>> root() {
    return json(hsds.root());
  }

  @Get("/services")
  HttpResponse<Map<String, Object>> services(
      @QueryValue("page") @Nullable String page, @QueryValue("per_page") @Nullable String perPage) {
    return page(lists.current().services().values(), hsds::brief, page, perPage);
  }

  @Get("/services/{id}")
  HttpResponse<Map<String, Object>> service(String id) {
    return one(lists.current().services().get(id), hsds::service);
  }

  @Get("/organizations")
  HttpResponse<Map<String, Object>> organizations(
      @QueryValue("page") @Nullable String page, @QueryValue("per_page") @Nullable String perPage) {
    return page(
        lists.current().organizations().values(),
        services -> hsds.organization(services.getFirst()),
        page,
        perPage);
  }

  @Get("/organizations/{id}")
  HttpResponse<Map<String, Object>> organization(String id) {
    return one(lists.current().organizations().get(id), hsds::organization);
  }

  @Get("/service_at_locations")
  HttpResponse<Map<String, Object>> servicesAtLocations(
      @QueryValue("page") @Nullable String page, @QueryValue("per_page") @Nullable String perPage) {
    return page(lists.current().placed().values(), hsds::briefAtLocation, page, perPage);
  }

  @Get("/service_at_locations/{id}")
  HttpResponse<Map<String, Object>> serviceAtLocation(String id) {
    return one(lists.current().placed().get(id), hsds::atLocation);
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

  private static <T> HttpResponse<Map<String, Object>> page(
      Collection<T> all,
      Function<T, Map<String, Object>> write,
      @Nullable String pageAsked,
      @Nullable String sizeAsked) {
    int size = Math.clamp(number(sizeAsked, USUAL), 1, LARGEST);
    int pages = Math.max(1, (all.size() + size - 1) / size);
    int page = Math.max(1, number(pageAsked, 1));
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

  private static int number(@Nullable String text, int otherwise) {
    return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : otherwise;
  }
}
