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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.pages.data.AgencyData;
import tw.shouwang.api.pages.data.PlainData;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.http.FormBody;

/// The pages on which an agency looks at its own entry and says whether it is right. The link's
/// token is pasted, or stands after `#`, where no server sees it; it travels in forms only.
@Controller("/agency")
@Requires(condition = InPublicProcess.class)
@Produces(MediaType.ALL)
@Consumes(MediaType.ALL)
class AgencyPages {

  private static final String VERSION = "version";
  private static final String CORRECTION = "correction";

  private final PageAnswers pages;

  AgencyPages(PageAnswers pages) {
    this.pages = pages;
  }

  @Get
  CompletableFuture<HttpResponse<byte[]>> ask(HttpRequest<?> request) {
    return pages.show(
        Visit.of(request),
        PageBinding.at("/agency", PageDocument.PLAIN, AgencyData.class, "agency"));
  }

  @Post
  CompletableFuture<HttpResponse<byte[]>> entry(HttpRequest<?> request) {
    return pages.read(request, form -> entry(Visit.of(request), form));
  }

  /// The entry, or the form for the link. A link that was typed but not yet sent stays in the form
  /// when the language changes, and its entry is not asked for.
  private CompletableFuture<HttpResponse<byte[]>> entry(Visit visit, FormBody.Fields form) {
    String token = token(form);
    boolean isOnlyTyped = form.first("do").equals("language") && form.first(VERSION).isEmpty();
    PageBinding<AgencyData> page =
        token.isEmpty() || isOnlyTyped
            ? PageBinding.at("/agency", PageDocument.PLAIN, AgencyData.class, "agency")
            : PageBinding.at("/agency", PageDocument.AGENCY, AgencyData.class, "agency")
                .with("token", token);
    return pages.show(visit, page.to(Map.of("token", token, CORRECTION, form.first(CORRECTION))));
  }

  @Post("/answer")
  CompletableFuture<HttpResponse<byte[]>> answer(HttpRequest<?> request) {
    return pages.read(
        request,
        form -> {
          Visit visit = Visit.of(request);
          Map<String, @Nullable Object> input = new HashMap<>();
          input.put("token", token(form));
          input.put(VERSION, version(form.first(VERSION)));
          if (!form.first("wrong").isEmpty()) {
            input.put(CORRECTION, form.first(CORRECTION));
          }
          return pages
              .ask(
                  visit,
                  PageDocument.AGENCY_ANSWER,
                  Map.of("input", input),
                  AgencyData.Answered.class)
              .thenCompose(reply -> {
                AgencyData.Thanks thanks =
                    reply.data() == null ? null : reply.data().answerAgencyLink();
                return thanks == null ? pages.refused(visit, reply) : thanks(visit, thanks);
              });
        });
  }

  private CompletableFuture<HttpResponse<byte[]>> thanks(Visit visit, AgencyData.Thanks thanks) {
    return pages.show(
        visit,
        PageBinding.at("/agency", PageDocument.PLAIN, PlainData.class, "agency-answered")
            .to(Map.of())
            .and("thanks", thanks));
  }

  /// A whole link may be pasted, too.
  private static String token(FormBody.Fields form) {
    String pasted = form.first("token").strip();
    return pasted.substring(pasted.lastIndexOf('#') + 1);
  }

  /// An unreadable version becomes -1, which no entry has.
  private static int version(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
