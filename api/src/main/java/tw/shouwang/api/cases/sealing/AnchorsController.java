package tw.shouwang.api.cases.sealing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.HexFormat;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.foundation.Hashes;
import tw.shouwang.graphql.http.EntityTags;

/// Serves the anchors of this deployment to pages, apps and whoever compares them with a poster.
/// Nothing of the request decides what comes.
@Controller
@Requires(condition = InPublicProcess.class)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class AnchorsController {

  private final PublishedAnchors anchors;

  AnchorsController(PublishedAnchors anchors) {
    this.anchors = anchors;
  }

  @Get("/anchors.json")
  HttpResponse<byte[]> anchors(HttpRequest<?> request) {
    byte[] json = anchors.json();
    String tag = HexFormat.of().formatHex(Hashes.sha256(json), 0, 16);
    boolean known =
        EntityTags.anyMatches(request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH), tag);
    return (known ? HttpResponse.<byte[]>notModified() : HttpResponse.ok(json))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(HttpHeaders.ETAG, '"' + tag + '"');
  }
}
