package tw.shouwang.api.intake.figures;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LanguageNegotiator;

/// The public page of figures: only what was published for past months.
@Controller
@Requires(condition = InPublicProcess.class)
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class PublicFiguresController {

  private static final String CACHED = "public, max-age=3600";

  private final PublishedFigures known;
  private final FiguresPage page;
  private final JsonMapper json;

  PublicFiguresController(PublishedFigures known, FiguresPage page, JsonMapper json) {
    this.known = known;
    this.page = page;
    this.json = json;
  }

  /// One centre's figures of one month.
  record Published(String centre, Figures figures) {}

  @Get("/figures")
  HttpResponse<String> page(HttpRequest<?> request) throws IOException {
    Language language =
        LanguageNegotiator.negotiate(null, request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
    return HttpResponse.ok(page.html(published(), language))
        .contentType("text/html;charset=utf-8")
        .header(HttpHeaders.CACHE_CONTROL, CACHED)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag());
  }

  @Get("/figures.json")
  HttpResponse<byte[]> data() {
    StringBuilder all = new StringBuilder("[");
    for (PublishedRow row : known.rows()) {
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

  private List<Published> published() throws IOException {
    List<Published> published = new ArrayList<>();
    for (PublishedRow row : known.rows()) {
      published.add(
          new Published(
              row.centre(), Objects.requireNonNull(json.readValue(row.figures(), Figures.class))));
    }
    return published;
  }
}
