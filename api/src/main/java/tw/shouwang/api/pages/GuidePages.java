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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.pages.data.GuideData;
import tw.shouwang.api.pages.data.GuideState;
import tw.shouwang.api.pages.data.StepsData;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.http.FormBody;

/// The guide as questions, one a page, with the advice so far on top; and the three steps of
/// helping. The answers travel in hidden fields, so that no address, cookie or session holds them.
@Controller
@Requires(condition = InPublicProcess.class)
@Produces(MediaType.ALL)
@Consumes(MediaType.ALL)
class GuidePages {

  /// The fields of `SituationInput` that are asked, the gravest first.
  static final List<String> QUESTIONS =
      List.of(
          "immediateDanger",
          "suicidalThoughts",
          "violence",
          "sexualViolence",
          "childInvolved",
          "olderPersonInvolved",
          "mentalIllness",
          "substanceUse",
          "hardshipOrWeakCare",
          "careBurden",
          "unemployment");

  private static final Set<String> ANSWERS = Set.of("yes", "no", "skip");

  private final PageAnswers pages;

  GuidePages(PageAnswers pages) {
    this.pages = pages;
  }

  @Get("/guide")
  CompletableFuture<HttpResponse<byte[]>> first(HttpRequest<?> request) {
    return pages.show(
        Visit.of(request),
        PageBinding.at("/guide", PageDocument.PLAIN, GuideData.class, "guide")
            .and("state", state(new LinkedHashMap<>())));
  }

  @Post("/guide")
  CompletableFuture<HttpResponse<byte[]>> next(HttpRequest<?> request) {
    return pages.read(
        request,
        form -> {
          Map<String, String> answers = answers(form);
          Visit visit = Visit.of(request);
          return pages.show(
              visit,
              PageBinding.at("/guide", PageDocument.GUIDE, GuideData.class, "guide")
                  .with("situation", situation(answers, visit.area()))
                  .to(answers)
                  .and("state", state(answers)));
        });
  }

  @Get("/steps")
  CompletableFuture<HttpResponse<byte[]>> steps(HttpRequest<?> request) {
    return pages.show(
        Visit.of(request), PageBinding.at("/steps", PageDocument.STEPS, StepsData.class, "steps"));
  }

  /// The earlier answers and the one that was given now; `back` removes the last one.
  private static Map<String, String> answers(FormBody.Fields form) {
    Map<String, String> answers = new LinkedHashMap<>();
    for (String question : QUESTIONS) {
      String answer =
          form.first("question").equals(question) ? form.first("answer") : form.first(question);
      if (ANSWERS.contains(answer)) {
        answers.put(question, answer);
      }
    }
    if (!form.first("back").isEmpty() && !answers.isEmpty()) {
      answers.remove(List.copyOf(answers.keySet()).getLast());
    }
    return answers;
  }

  private static Map<String, Object> situation(Map<String, String> answers, @Nullable String area) {
    Map<String, Object> situation = new HashMap<>();
    answers.forEach((question, answer) -> {
      if (answer.equals("yes")) {
        situation.put(question, true);
      }
    });
    if (area != null) {
      situation.put("area", area);
    }
    return situation;
  }

  private static GuideState state(Map<String, String> answers) {
    List<String> open =
        QUESTIONS.stream().filter(question -> !answers.containsKey(question)).toList();
    return new GuideState(
        answers,
        open.isEmpty() ? null : open.getFirst(),
        QUESTIONS.size() - open.size() + 1,
        QUESTIONS.size());
  }
}
