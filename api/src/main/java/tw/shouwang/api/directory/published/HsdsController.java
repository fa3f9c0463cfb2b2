package tw.shouwang.api.directory.published;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.process.InPublicProcess;

/// The HSDS 3.0 view: pages are numbered from 1 and hold 1 to 100; anything else is read as the
/// nearest that is possible.
@Requires(condition = InPublicProcess.class)
@Controller("/hsds")
class HsdsController {

  private static final int LARGEST = 100;
  private static final int USUAL = 50;

  private final SnapshotStore store;
  private final Hsds hsds;

  HsdsController(SnapshotStore store, Hsds hsds) {
    this.store = store;
    this.hsds = hsds;
  }

  @Get
  Map<String, Object> root() {
    return hsds.root();
  }

  @Get("/services")
  Map<String, Object> services(
      @QueryValue("page") @Nullable String page, @QueryValue("per_page") @Nullable String perPage) {
    return page(Hsds.services(store.current()), hsds::brief, page, perPage);
  }

  @Get("/services/{id}")
  HttpResponse<Map<String, Object>> service(String id) {
    return one(Hsds.services(store.current()), entry -> entry.id().toString(), id, hsds::service);
  }

  @Get("/organizations")
  Map<String, Object> organizations(
      @QueryValue("page") @Nullable String page, @QueryValue("per_page") @Nullable String perPage) {
    return page(hsds.organizations(store.current()), Function.identity(), page, perPage);
  }

  @Get("/organizations/{id}")
  HttpResponse<Map<String, Object>> organization(String id) {
    DirectorySnapshot snapshot = store.current();
    return one(
        hsds.organizations(snapshot),
        organization -> String.valueOf(organization.get("id")),
        id,
        organization -> hsds.organization(snapshot, organization));
  }

  @Get("/service_at_locations")
  Map<String, Object> servicesAtLocations(
      @QueryValue("page") @Nullable String page, @QueryValue("per_page") @Nullable String perPage) {
    return page(Hsds.placed(store.current()), hsds::briefAtLocation, page, perPage);
  }

  @Get("/service_at_locations/{id}")
  HttpResponse<Map<String, Object>> serviceAtLocation(String id) {
    return one(Hsds.placed(store.current()), Hsds::atLocationId, id, hsds::atLocation);
  }

  private static <T> HttpResponse<Map<String, Object>> one(
      List<T> all, Function<T, String> idOf, String id, Function<T, Map<String, Object>> write) {
    for (T each : all) {
      if (idOf.apply(each).equals(id)) {
        return HttpResponse.ok(write.apply(each));
      }
    }
    return HttpResponse.notFound();
  }

  private static <T> Map<String, Object> page(
      List<T> all,
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
    return envelope;
  }

  private static int number(@Nullable String text, int otherwise) {
    return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : otherwise;
  }
}
