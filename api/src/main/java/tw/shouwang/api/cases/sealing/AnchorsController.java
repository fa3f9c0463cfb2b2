package tw.shouwang.api.cases.sealing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.api.process.PackedBytes;

/// Serves the anchors of this deployment to pages, apps and whoever compares them with a poster.
/// The answer does not depend on the request.
@Controller
@Requires(condition = InPublicProcess.class)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class AnchorsController {

  private final PublishedAnchors anchors;
  private volatile PackedBytes last = PackedBytes.of(new byte[0]);

  AnchorsController(PublishedAnchors anchors) {
    this.anchors = anchors;
  }

  @Get("/anchors.json")
  HttpResponse<byte[]> anchors(HttpRequest<?> request) {
    byte[] json = anchors.json();
    PackedBytes packed = last;
    if (!Arrays.equals(packed.plain(), json)) {
      packed = PackedBytes.of(json);
      last = packed;
    }
    return packed.tagged(request, MediaType.APPLICATION_JSON, "no-cache");
  }
}
