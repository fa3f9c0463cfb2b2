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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.pages.data.FormState;
import tw.shouwang.api.pages.data.PosterData;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.http.FormBody;

/// The plain form for somebody who has noticed something, and the same behind a poster's QR code.
@Controller
@Requires(condition = InPublicProcess.class)
@Produces(MediaType.ALL)
@Consumes(MediaType.ALL)
class ReportPages {

  private static final PlainForms.Kind REPORT =
      new PlainForms.Kind("/report/plain", "report", PageDocument.SUBMIT_CONCERN);
  private static final PlainForms.Kind POSTER =
      new PlainForms.Kind("/r/plain", "report", PageDocument.SUBMIT_CONCERN);

  private static final String CODE = "siteCode";
  private static final String CHILD = "childInvolved";
  private static final String OBSERVED = "observedAt";

  /// The field with the code of which the sender was told that it is an exercise's.
  private static final String TOLD = "exercise";

  /// Fields that are variables as they are.
  private static final List<String> TEXTS =
      List.of(
          PlainForms.RECEIPT,
          "urgency",
          "topic",
          "words",
          "area",
          "gatekeeperKind",
          "person",
          "place");

  private static final List<String> OTHERS = List.of(CODE, CHILD, OBSERVED, TOLD, PlainForms.WAIT);
  private static final ZoneOffset TAIWAN = ZoneOffset.ofHours(8);
  private static final String INDICATORS = "indicators";

  /// The earliest plausible year of an observation.
  private static final int EARLIEST_YEAR = 1900;

  /// The latest year that the schema takes.
  private static final int LATEST_YEAR = 9999;

  private final PageAnswers pages;
  private final PlainForms forms;

  ReportPages(PageAnswers pages, PlainForms forms) {
    this.pages = pages;
    this.forms = forms;
  }

  @Get("/report/plain")
  CompletableFuture<HttpResponse<byte[]>> ask(HttpRequest<?> request) {
    return forms.begin(Visit.of(request), REPORT);
  }

  /// The browser does not send the part of the address after `#`.
  @Get("/r/plain")
  CompletableFuture<HttpResponse<byte[]>> askAtPoster(HttpRequest<?> request) {
    return forms.begin(Visit.of(request), POSTER);
  }

  @Post("/report/plain")
  CompletableFuture<HttpResponse<byte[]>> send(HttpRequest<?> request) {
    return pages.read(request, form -> send(Visit.of(request), form));
  }

  private CompletableFuture<HttpResponse<byte[]>> send(Visit visit, FormBody.Fields sent) {
    PlainForm form =
        PlainForm.of(
            sent, Stream.concat(TEXTS.stream(), OTHERS.stream()).toList(), List.of(INDICATORS));
    if (sent.first("send").isEmpty()) {
      return forms.again(visit, REPORT, sent, form);
    }
    if (!form.has(CODE)) {
      return checked(visit, form);
    }
    return pages
        .ask(visit, PageDocument.POSTER, Map.of("code", code(form)), PosterData.class)
        .thenCompose(reply -> {
          PosterData.PosterSite site = reply.data() == null ? null : reply.data().site();
          PageWords words = new PageWords(visit.language());
          if (site == null && !reply.codes().isEmpty()) {
            // The code could not be looked up, so it may be an exercise's.
            return forms.again(
                visit,
                REPORT,
                FormState.of(form.values()).mend(CODE, words.text("report.unchecked")));
          }
          if (site == null) {
            // The answer to the report says that the code was not recognized.
            return checked(visit, form);
          }
          if (site.exercise() && !form.value(TOLD).equals(code(form))) {
            // The code's area and kind are not filled in, because the sender may delete the code
            // now.
            return forms.again(
                visit,
                REPORT,
                FormState.of(form.with(TOLD, code(form)).values())
                    .mend(CODE, words.text("report.exercise")));
          }
          return checked(
              visit,
              form.orElse("area", site.area().code())
                  .orElse("gatekeeperKind", site.gatekeeperKind()));
        });
  }

  private CompletableFuture<HttpResponse<byte[]>> checked(Visit visit, PlainForm form) {
    PageWords words = new PageWords(visit.language());
    return PlainForms.missing(form, words)
        .or(() ->
            form.has(OBSERVED) && observed(form).isEmpty()
                ? Optional.of(
                    FormState.of(form.values()).mend(OBSERVED, words.text("report.observedWrong")))
                : Optional.empty())
        .map(state -> forms.again(visit, REPORT, state))
        .orElseGet(() -> forms.send(visit, REPORT, form, input(visit, form)));
  }

  private static Map<String, @Nullable Object> input(Visit visit, PlainForm form) {
    Map<String, @Nullable Object> input = form.input(TEXTS);
    input.put("language", visit.language().name());
    List<String> indicators = form.ticked(INDICATORS);
    if (!indicators.isEmpty()) {
      input.put(INDICATORS, indicators);
    }
    if (form.has(CHILD)) {
      input.put(CHILD, form.value(CHILD).equals("yes"));
    }
    if (form.has(CODE)) {
      input.put(CODE, code(form));
    }
    observed(form).ifPresent(moment -> input.put(OBSERVED, moment));
    return input;
  }

  /// In Taiwan's time, as the schema reads it. A browser writes it without an offset, with or
  /// without seconds; one that has no field for it lets people write it, with a space. Empty if the
  /// text is no moment.
  private static Optional<String> observed(PlainForm form) {
    try {
      LocalDateTime at = LocalDateTime.parse(form.value(OBSERVED).strip().replace(' ', 'T'));
      return at.getYear() < EARLIEST_YEAR || at.getYear() > LATEST_YEAR
          ? Optional.empty()
          : Optional.of(
              DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                  at.truncatedTo(ChronoUnit.SECONDS).atOffset(TAIWAN)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// The code in its stored form, from a code as it is printed, with or without hyphens.
  private static String code(PlainForm form) {
    return form.value(CODE).replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
  }
}
