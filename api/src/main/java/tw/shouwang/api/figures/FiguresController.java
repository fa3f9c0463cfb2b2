package tw.shouwang.api.figures;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tw.shouwang.api.process.InPublicProcess;

/// The published figures as a file for programs of any site.
@Controller
@Requires(condition = InPublicProcess.class)
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class FiguresController {

  private static final String CACHED = "public, max-age=3600";

  private final PublishedMonths months;

  FiguresController(PublishedMonths months) {
    this.months = months;
  }

  @Get("/figures.json")
  HttpResponse<byte[]> data() {
    List<PublishedMonth> rows =
        months
            .rows()
            .orElseThrow(() ->
                new HttpStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE, "the database is unavailable"));
    StringBuilder all = new StringBuilder("[");
    for (PublishedMonth row : rows) {
      all.append(all.length() > 1 ? "," : "")
          .append("{\"centre\":\"")
          .append(row.centre())
          .append("\",\"figures\":")
          .append(row.figures())
          .append('}');
    }
    return HttpResponse.ok(all.append(']').toString().getBytes(StandardCharsets.UTF_8))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, CACHED)
        .header("Access-Control-Allow-Origin", "*");
  }
}
