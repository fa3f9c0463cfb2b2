package tw.shouwang.api.pages.assets;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.InPublicProcess;

/// The address that a page requests after it was left quickly. Its header `Clear-Site-Data` makes
/// the browser delete its cache of this site. On the navigation itself, the header would delay the
/// neutral page for seconds. Pages of other sites cannot empty our visitors' caches.
@Requires(condition = InPublicProcess.class)
@Controller("/leave")
@ExecuteOn(TaskExecutors.BLOCKING)
class LeaveController {

  @Get
  @Produces(MediaType.ALL)
  HttpResponse<String> leave(@Nullable @Header("Sec-Fetch-Site") String site) {
    MutableHttpResponse<String> response =
        HttpResponse.ok("").contentType(MediaType.TEXT_PLAIN_TYPE);
    return "same-origin".equals(site) ? response.header("Clear-Site-Data", "\"cache\"") : response;
  }
}
