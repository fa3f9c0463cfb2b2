package tw.shouwang.api.pages;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import tw.shouwang.api.pages.data.OfflineData;
import tw.shouwang.api.pages.data.PlainData;
import tw.shouwang.api.pages.data.PosterData;
import tw.shouwang.api.process.InPublicProcess;

/// The page without a network, and posters to print: a site's, and one without a code.
@Controller
@Requires(condition = InPublicProcess.class)
@Produces(MediaType.ALL)
@Consumes(MediaType.ALL)
class PosterPages {

  private final PageAnswers pages;
  private final PagesSettings settings;
  private final BeanProvider<EmbeddedServer> server;

  PosterPages(PageAnswers pages, PagesSettings settings, BeanProvider<EmbeddedServer> server) {
    this.pages = pages;
    this.settings = settings;
    this.server = server;
  }

  @Get("/offline")
  CompletableFuture<HttpResponse<byte[]>> offline(HttpRequest<?> request) {
    return pages.show(
        Visit.of(request),
        PageBinding.at("/offline", PageDocument.OFFLINE, OfflineData.class, "offline")
            .and("questions", GuidePages.QUESTIONS));
  }

  /// @param code as it is printed, with or without hyphens
  @Get("/posters/{code}")
  CompletableFuture<HttpResponse<byte[]>> poster(String code, HttpRequest<?> request) {
    String plain = code.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
    return pages.show(
        Visit.of(request),
        PageBinding.at("/posters/" + plain, PageDocument.POSTER, PosterData.class, "poster")
            .with("code", plain)
            .and("origin", origin())
            .where(data -> data.site() != null));
  }

  /// A poster without a site's code, to be filled in by hand or with a printed code: a frame in
  /// place of the QR code, and the address where it is known.
  @Get("/posters/blank")
  CompletableFuture<HttpResponse<byte[]>> blank(HttpRequest<?> request) {
    return pages.show(
        Visit.of(request),
        PageBinding.at("/posters/blank", PageDocument.PLAIN, PlainData.class, "poster-blank")
            .and("origin", settings.origins().isEmpty() ? "" : settings.origins().getFirst()));
  }

  /// The first of the named origins; without one, as in development, this process's own address.
  /// The host that a request names is not used, because anybody can choose it and a poster hangs
  /// for years.
  private String origin() {
    return settings.origins().isEmpty()
        ? server.get().getURI().toString()
        : settings.origins().getFirst();
  }
}
