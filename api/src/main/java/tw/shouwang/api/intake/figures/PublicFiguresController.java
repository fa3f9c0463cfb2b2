package tw.shouwang.api.intake.figures;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
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

/// The page of figures for everybody: what was published of the months that are over, and nothing
/// else. It reads that table alone, and changes once a month.
@Controller
@Requires(condition = InPublicProcess.class)
@Secured(SecurityRule.IS_ANONYMOUS)
class PublicFiguresController {

  /// Two years of several centres.
  private static final int MOST = 100;

  private static final String CACHED = "public, max-age=3600";

  private final FigureRepository repository;
  private final FiguresPage page;
  private final JsonMapper json;

  PublicFiguresController(FigureRepository repository, FiguresPage page, JsonMapper json) {
    this.repository = repository;
    this.page = page;
    this.json = json;
  }

  /// One centre's figures of one month.
  record Published(String centre, Figures figures) {}

  @Get("/figures")
  @Produces("text/html;charset=utf-8")
  HttpResponse<String> page(HttpRequest<?> request) throws IOException {
    Language language =
        LanguageNegotiator.negotiate(null, request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
    return HttpResponse.ok(page.html(published(), language))
        .header(HttpHeaders.CACHE_CONTROL, CACHED)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header("Content-Security-Policy", "default-src 'none'; base-uri 'none'")
        .header("X-Content-Type-Options", "nosniff");
  }

  @Get("/figures.json")
  @Produces("application/json")
  HttpResponse<byte[]> data() {
    StringBuilder all = new StringBuilder("[");
    for (PublishedRow row : repository.published(MOST)) {
      all.append(all.length() > 1 ? "," : "")
          .append("{\"centre\":\"")
          .append(row.centre())
          .append("\",\"figures\":")
          .append(row.figures())
          .append('}');
    }
    return HttpResponse.ok(all.append(']').toString().getBytes(StandardCharsets.UTF_8))
        .header(HttpHeaders.CACHE_CONTROL, CACHED)
        .header("Access-Control-Allow-Origin", "*")
        .header("X-Content-Type-Options", "nosniff");
  }

  private List<Published> published() throws IOException {
    List<Published> published = new ArrayList<>();
    for (PublishedRow row : repository.published(MOST)) {
      published.add(
          new Published(
              row.centre(), Objects.requireNonNull(json.readValue(row.figures(), Figures.class))));
    }
    return published;
  }
}
