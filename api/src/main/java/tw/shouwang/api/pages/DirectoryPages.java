package tw.shouwang.api.pages;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tw.shouwang.api.directory.published.LinePage;
import tw.shouwang.api.pages.data.HomeData;
import tw.shouwang.api.pages.data.LineData;
import tw.shouwang.api.process.InPublicProcess;

/// The pages of the directory: who answers now, the search, and one line.
@Controller
@Requires(condition = InPublicProcess.class)
@Produces(MediaType.ALL)
@Consumes(MediaType.ALL)
class DirectoryPages implements LinePage {

  private final PageAnswers pages;

  DirectoryPages(PageAnswers pages) {
    this.pages = pages;
  }

  @Get("/")
  CompletableFuture<HttpResponse<byte[]>> home(HttpRequest<?> request) {
    Visit visit = Visit.of(request);
    return pages.show(
        visit,
        PageBinding.at("/", PageDocument.HOME, HomeData.class, "home")
            .with(PageBinding.AREA, visit.area()));
  }

  /// Results are only the answer to the form (POST), so that no address contains what was typed.
  @Post("/search")
  CompletableFuture<HttpResponse<byte[]>> search(HttpRequest<?> request) {
    return pages.read(
        request,
        form -> {
          Visit visit = Visit.of(request).in(form.first("area"));
          String text = form.first("text").strip();
          return pages.show(
              visit,
              PageBinding.at("/search", PageDocument.SEARCH, HomeData.class, "search")
                  .with(PageBinding.AREA, visit.area())
                  .with("text", text.isEmpty() ? null : text)
                  .to(Map.of("text", text, "area", form.first("area"))));
        });
  }

  @Override
  @Get("/lines/{key}")
  public CompletableFuture<HttpResponse<byte[]>> line(String key, HttpRequest<?> request) {
    return pages.show(
        Visit.of(request),
        PageBinding.at("/lines/" + key, PageDocument.LINE, LineData.class, "line")
            .with("key", key)
            .where(data -> data.resource() != null));
  }
}
