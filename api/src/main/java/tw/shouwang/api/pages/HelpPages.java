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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.pages.data.FormState;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.http.FormBody;

/// The plain form for somebody who asks for help for themselves, and says how and when it is safe
/// to make contact.
@Controller("/help")
@Requires(condition = InPublicProcess.class)
@Produces(MediaType.ALL)
@Consumes(MediaType.ALL)
class HelpPages {

  private static final PlainForms.Kind HELP =
      new PlainForms.Kind("/help/plain", "help", PageDocument.REQUEST_HELP);

  /// Fields that are variables as they are.
  private static final List<String> TEXTS =
      List.of(
          PlainForms.RECEIPT,
          "urgency",
          "topic",
          "words",
          "area",
          "contact",
          "contactKind",
          "interpreter",
          "safeToContact");

  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String LEAVE = "mayLeaveMessage";
  private static final List<String> OTHERS = List.of(FROM, TO, LEAVE, PlainForms.WAIT);
  private static final String INDICATORS = "indicators";
  private static final String BY = "by";
  private static final String DAYS = "days";

  private final PageAnswers pages;
  private final PlainForms forms;

  HelpPages(PageAnswers pages, PlainForms forms) {
    this.pages = pages;
    this.forms = forms;
  }

  @Get("/plain")
  CompletableFuture<HttpResponse<byte[]>> ask(HttpRequest<?> request) {
    return forms.begin(Visit.of(request), HELP);
  }

  @Post("/plain")
  CompletableFuture<HttpResponse<byte[]>> send(HttpRequest<?> request) {
    return pages.read(request, form -> send(Visit.of(request), form));
  }

  private CompletableFuture<HttpResponse<byte[]>> send(Visit visit, FormBody.Fields sent) {
    PlainForm form =
        PlainForm.of(
            sent,
            Stream.concat(TEXTS.stream(), OTHERS.stream()).toList(),
            List.of(INDICATORS, BY, DAYS));
    if (sent.first("send").isEmpty()) {
      return forms.again(visit, HELP, sent, form);
    }
    PageWords words = new PageWords(visit.language());
    if (form.has(FROM) != form.has(TO)) {
      return forms.again(
          visit,
          HELP,
          FormState.of(form.values())
              .mend(form.has(FROM) ? TO : FROM, words.text("help.bothTimes")));
    }
    return PlainForms.missing(form, words)
        .map(state -> forms.again(visit, HELP, state))
        .orElseGet(() -> forms.send(visit, HELP, form, input(visit, form)));
  }

  private static Map<String, @Nullable Object> input(Visit visit, PlainForm form) {
    Map<String, @Nullable Object> input = form.input(TEXTS);
    input.put("language", visit.language().name());
    List<String> indicators = form.ticked(INDICATORS);
    if (!indicators.isEmpty()) {
      input.put(INDICATORS, indicators);
    }
    Map<String, @Nullable Object> safe = safeTimes(form);
    if (!safe.isEmpty()) {
      input.put("safeTimes", safe);
    }
    return input;
  }

  private static Map<String, @Nullable Object> safeTimes(PlainForm form) {
    Map<String, @Nullable Object> safe = new HashMap<>();
    List<String> by = form.ticked(BY);
    if (!by.isEmpty()) {
      safe.put(BY, by);
    }
    List<Integer> days =
        form.ticked(DAYS).stream()
            .filter(day -> day.matches("[1-7]"))
            .map(Integer::valueOf)
            .sorted()
            .toList();
    if (!days.isEmpty()) {
      safe.put(DAYS, days);
    }
    if (form.has(FROM)) {
      safe.put(
          "periods",
          List.of(Map.of("from", minute(form.value(FROM)), "to", minute(form.value(TO)))));
    }
    if (form.has(LEAVE)) {
      safe.put(LEAVE, form.value(LEAVE).equals("yes"));
    }
    return safe;
  }

  /// A browser may write a time of day with seconds.
  private static String minute(String time) {
    return time.strip().replaceFirst("^(\\d{1,2}:\\d{2}):\\d{2}(\\.\\d+)?$", "$1");
  }
}
