package tw.shouwang.api.pages.assets;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import tw.shouwang.api.process.InPublicProcess;

/// Serves the set. An address of this set may be kept for ever; one of another set is answered with
/// our file, which nobody may keep: while a new version starts on one node after the other, a page
/// of the one may ask the other.
@Requires(condition = InPublicProcess.class)
@Controller("/assets/{set}/{name}")
@ExecuteOn(TaskExecutors.BLOCKING)
class AssetsController {

  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final Assets assets;

  AssetsController(Assets assets) {
    this.assets = assets;
  }

  @Get
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> asset(String set, String name, HttpRequest<?> request) {
    Assets.Asset asset =
        assets
            .find(name)
            .filter(found -> set.matches("[0-9a-f]{16}"))
            .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "no such file"));
    return asset
        .bytes()
        .named(request, asset.type(), set.equals(assets.hash()) ? FOR_EVER : "no-store");
  }
}
