package tw.shouwang.api.pages;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.util.concurrent.CompletableFuture;
import tw.shouwang.api.pages.data.FiguresData;
import tw.shouwang.api.pages.data.KeysData;
import tw.shouwang.api.pages.data.PlainData;
import tw.shouwang.api.process.InPublicProcess;

/// What the service says about itself: the published figures, and how accessible its pages are.
@Controller
@Requires(condition = InPublicProcess.class)
@Produces(MediaType.ALL)
class InformationPages {

  private final PageAnswers pages;

  InformationPages(PageAnswers pages) {
    this.pages = pages;
  }

  @Get("/figures")
  CompletableFuture<HttpResponse<byte[]>> figures(HttpRequest<?> request) {
    return pages.show(
        Visit.of(request),
        PageBinding.at("/figures", PageDocument.FIGURES, FiguresData.class, "figures")
            .readable(data -> data.publishedFigures() != null));
  }

  /// The fingerprints of the centres' keys, to compare with a poster.
  @Get("/keys")
  CompletableFuture<HttpResponse<byte[]>> keys(HttpRequest<?> request) {
    return pages.show(
        Visit.of(request),
        PageBinding.at("/keys", PageDocument.KEYS, KeysData.class, "keys")
            .readable(data -> data.centreAnchors() != null));
  }

  @Get("/accessibility")
  CompletableFuture<HttpResponse<byte[]>> accessibility(HttpRequest<?> request) {
    return pages.show(
        Visit.of(request),
        PageBinding.at("/accessibility", PageDocument.PLAIN, PlainData.class, "accessibility"));
  }
}
