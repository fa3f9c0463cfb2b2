package tw.shouwang.api.directory.published;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import tw.shouwang.api.process.AcceptedEncodings;
import tw.shouwang.api.process.InPublicProcess;

/// The data with which devices understand texts, at an address whose content never changes.
@Requires(condition = InPublicProcess.class)
@Controller("/directory/understanding-{hash}")
@ExecuteOn(TaskExecutors.BLOCKING)
class UnderstandingController {

  private final UnderstandingFile file;

  UnderstandingController(UnderstandingFile file) {
    this.file = file;
  }

  @Get
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> understanding(String hash, HttpRequest<?> request) {
    UnderstandingFile.Bytes bytes = file.current();
    if (!bytes.hash().equals(hash)) {
      throw new HttpStatusException(HttpStatus.NOT_FOUND, "no such understanding");
    }
    boolean packed = AcceptedEncodings.hasGzip(request);
    MutableHttpResponse<byte[]> response =
        HttpResponse.ok(packed ? bytes.gzip() : bytes.plain())
            .contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    return packed ? response.header(HttpHeaders.CONTENT_ENCODING, "gzip") : response;
  }
}
