package tw.shouwang.api.directory.published;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.api.process.PackedBytes;

/// The whole directory at one address, for offline apps and content networks: strong entity tags,
/// gzip, and 304 if the client has it already. With the version of a copy, only what has changed,
/// in the same form.
@Requires(condition = InPublicProcess.class)
@Controller("/directory/bundle")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class BundleController {

  private static final int SECONDS = 60;

  private final Bundle bundle;

  BundleController(Bundle bundle) {
    this.bundle = bundle;
  }

  @Get
  HttpResponse<byte[]> bundle(
      HttpRequest<?> request,
      @Nullable @QueryValue String since,
      @Nullable @QueryValue String common) {
    PackedBytes file = since == null ? bundle.current() : bundle.since(since, common);
    return file.tagged(request, MediaType.APPLICATION_JSON, SECONDS);
  }
}
