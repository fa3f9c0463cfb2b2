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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.api.process.PackedBytes;

/// The data with which devices understand texts, at an address whose content never changes.
@Requires(condition = InPublicProcess.class)
@Controller("/directory/understanding-{hash}")
@ExecuteOn(TaskExecutors.BLOCKING)
class UnderstandingController {

  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final UnderstandingFile file;

  UnderstandingController(UnderstandingFile file) {
    this.file = file;
  }

  @Get
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> understanding(String hash, HttpRequest<?> request) {
    PackedBytes bytes = file.current();
    if (!bytes.tag().equals(hash)) {
      throw new HttpStatusException(HttpStatus.NOT_FOUND, "no such understanding");
    }
    return bytes.named(request, MediaType.APPLICATION_OCTET_STREAM, FOR_EVER);
  }
}
