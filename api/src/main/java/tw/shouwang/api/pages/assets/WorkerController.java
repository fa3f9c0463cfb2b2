package tw.shouwang.api.pages.assets;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
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
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.InPublicProcess;

/// The service worker, at a top-level address, because a worker answers only for addresses below
/// its own. The page names the set of files in the address (`?set=`), so a new set brings a new
/// worker. For another set there is no worker, because it would cache one version's files by
/// another version's list.
@Requires(condition = InPublicProcess.class)
@Controller("/worker.js")
@ExecuteOn(TaskExecutors.BLOCKING)
class WorkerController {

  /// What the worker itself may do: load from here.
  private static final String POLICY =
      "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'";

  private final Assets assets;

  WorkerController(Assets assets) {
    this.assets = assets;
  }

  @Get
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> worker(@Nullable @QueryValue String set) {
    if (!assets.hash().equals(set)) {
      throw new HttpStatusException(HttpStatus.NOT_FOUND, "no such set");
    }
    Assets.Asset worker = assets.find("worker.js").orElseThrow();
    return HttpResponse.ok(worker.bytes().plain())
        .contentType(worker.type())
        .header("Content-Security-Policy", POLICY)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }
}
