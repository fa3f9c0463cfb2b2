package tw.shouwang.api.pages;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import tw.shouwang.api.process.InPublicProcess;

/// The pages that seal on the device. Each is the same bytes for everybody who reads its language
/// and contains nothing of the visitor or the request, so that it can be compared with a release.
/// Its scripts ask the service for everything else.
@Controller
@Requires(condition = InPublicProcess.class)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class SealedPages {

  /// Proxies must not change the page either (`no-transform`), because it is compared with a
  /// release.
  private static final String UNKEPT = "no-store, no-transform";

  private final SealedHtml pages;
  private final PageAnswers answers;
  private final PageWriter writer;

  SealedPages(SealedHtml pages, PageAnswers answers, PageWriter writer) {
    this.pages = pages;
    this.answers = answers;
    this.writer = writer;
  }

  @Get("/report")
  HttpResponse<byte[]> report(HttpRequest<?> request) {
    return page(request, SealedHtml.Kind.REPORT);
  }

  /// The browser does not send the part of the address after `#`.
  @Get("/r")
  HttpResponse<byte[]> reportAtPoster(HttpRequest<?> request) {
    return page(request, SealedHtml.Kind.POSTER);
  }

  @Get("/help")
  HttpResponse<byte[]> help(HttpRequest<?> request) {
    return page(request, SealedHtml.Kind.HELP);
  }

  @Get("/case")
  HttpResponse<byte[]> ownCase(HttpRequest<?> request) {
    return page(request, SealedHtml.Kind.CASE);
  }

  private HttpResponse<byte[]> page(HttpRequest<?> request, SealedHtml.Kind kind) {
    Visit visit = Visit.of(request);
    return pages
        .find(kind, visit.language())
        .<HttpResponse<byte[]>>map(
            page -> writer.sealed(page.named(request, PageWriter.HTML, UNKEPT), visit))
        .orElseGet(() -> answers.refused(request, HttpStatus.SERVICE_UNAVAILABLE));
  }
}
