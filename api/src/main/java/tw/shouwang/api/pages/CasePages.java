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
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.pages.data.CaseData;
import tw.shouwang.api.pages.data.FormState;
import tw.shouwang.api.pages.data.PlainData;
import tw.shouwang.api.pages.data.SentData;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.http.FormBody;

/// The plain pages of a case. The receipt is in hidden fields of forms and in no address.
///
/// The page contains the ids of what can be sent, so that sending it again is the same request.
@Controller("/case")
@Requires(condition = InPublicProcess.class)
@Produces(MediaType.ALL)
@Consumes(MediaType.ALL)
class CasePages {

  private static final String PATH = "/case/plain";
  private static final String RECEIPT = PlainForms.RECEIPT;
  private static final String WORDS = "words";
  private static final String DANGER = "danger";
  private static final String ID = "messageId";

  /// The message before which the conversation is shown; without it, the end of the conversation is
  /// shown.
  private static final String BEFORE_MESSAGE = "before";

  private final PageAnswers pages;

  CasePages(PageAnswers pages) {
    this.pages = pages;
  }

  @Get("/plain")
  CompletableFuture<HttpResponse<byte[]>> ask(HttpRequest<?> request) {
    return pages.show(Visit.of(request), at("case-ask").and("state", FormState.of(Map.of())));
  }

  @Post("/plain")
  CompletableFuture<HttpResponse<byte[]>> act(HttpRequest<?> request) {
    return pages.read(
        request,
        form -> {
          Visit visit = Visit.of(request);
          String receipt = form.first(RECEIPT).strip();
          PageWords words = new PageWords(visit.language());
          return switch (form.first("do")) {
            case "message" -> addMessage(visit, receipt, form, words);
            case "change" -> changeReceipt(visit, receipt, form.first("newReceipt"));
            case "erase" ->
                form.first("sure").isEmpty()
                    ? open(
                        visit,
                        receipt,
                        FormState.of(Map.of()).mend("sure", words.text("case.eraseFirst")),
                        null)
                    : erase(visit, receipt);
            case "proof" -> proof(visit, receipt);
            case "earlier" ->
                open(
                    visit,
                    receipt,
                    FormState.of(Map.of(BEFORE_MESSAGE, form.first(BEFORE_MESSAGE))),
                    null);
            case "language" ->
                form.first(ID).isEmpty()
                    ? pages.show(visit, ask(receipt, FormState.of(Map.of(RECEIPT, receipt))))
                    : open(visit, receipt, typed(form), null);
            default -> open(visit, receipt, FormState.of(Map.of()), null);
          };
        });
  }

  /// @param told what was just done, in the reader's language
  private CompletableFuture<HttpResponse<byte[]>> open(
      Visit visit, String receipt, FormState state, @Nullable String told) {
    Map<String, @Nullable Object> variables = new HashMap<>(Map.of(RECEIPT, receipt));
    if (state.has(BEFORE_MESSAGE)) {
      variables.put(BEFORE_MESSAGE, state.value(BEFORE_MESSAGE));
    }
    return pages
        .ask(visit, PageDocument.CASE, variables, CaseData.class)
        .thenCompose(reply -> {
          CaseData data = reply.data();
          if (reply.isUnread()) {
            return pages.refused(visit, reply);
          }
          if (data == null || data.caseView() == null) {
            return askAgain(visit, receipt);
          }
          Map<String, String> values = new HashMap<>(state.values());
          values.put(RECEIPT, receipt);
          values.putIfAbsent(ID, UUID.randomUUID().toString());
          PageBinding<CaseData> page =
              PageBinding.at(PATH, PageDocument.CASE, CaseData.class, "case")
                  .to(Map.of(RECEIPT, receipt))
                  .and(
                      "state",
                      new FormState(values, state.field(), state.problem(), state.advice()))
                  .and("told", Objects.requireNonNullElse(told, ""));
          return pages.answer(visit, page, data);
        });
  }

  /// Asks for the receipt again, because it is malformed or leads to no case: never used, expired
  /// and erased ones get the same page.
  private CompletableFuture<HttpResponse<byte[]>> askAgain(Visit visit, String receipt) {
    FormState state =
        FormState.of(Map.of(RECEIPT, receipt))
            .mend(RECEIPT, new PageWords(visit.language()).text("case.unknown"));
    return pages.show(visit, ask(receipt, state));
  }

  private static PageBinding<PlainData> ask(String receipt, FormState state) {
    return at("case-ask").to(Map.of(RECEIPT, receipt)).and("state", state);
  }

  /// The fields of the form for a further message, when another button of the page was pressed.
  private static FormState typed(FormBody.Fields form) {
    Map<String, String> values = new HashMap<>();
    for (String name : List.of(WORDS, ID, DANGER, PlainForms.WAIT, BEFORE_MESSAGE)) {
      values.put(name, form.first(name));
    }
    return FormState.of(values);
  }

  private CompletableFuture<HttpResponse<byte[]>> addMessage(
      Visit visit, String receipt, FormBody.Fields form, PageWords words) {
    String text = form.first(WORDS);
    Map<String, String> values = new HashMap<>(Map.of(WORDS, text));
    Map<String, @Nullable Object> input = new HashMap<>();
    input.put(RECEIPT, receipt);
    input.put(WORDS, text);
    // A missing or too long id is replaced: it only distinguishes two tries of one message from two
    // messages.
    String id = form.first(ID);
    values.put(ID, id.isEmpty() || id.length() > 100 ? UUID.randomUUID().toString() : id);
    input.put(ID, values.get(ID));
    PlainForms.showWait(form.first(PlainForms.WAIT), input);
    if (!form.first(DANGER).isEmpty()) {
      values.put(DANGER, "1");
      input.put("urgency", "IMMEDIATE_DANGER");
    }
    return change(
        visit,
        receipt,
        PageDocument.ADD_MESSAGE,
        input,
        FormState.of(values),
        done -> open(visit, receipt, FormState.of(Map.of()), words.text("case.added")));
  }

  private CompletableFuture<HttpResponse<byte[]>> changeReceipt(
      Visit visit, String receipt, String next) {
    return change(
        visit,
        receipt,
        PageDocument.CHANGE_RECEIPT,
        Map.of(RECEIPT, receipt, "newReceipt", next),
        FormState.of(Map.of()),
        done -> told(visit, at("case-changed").to(Map.of(RECEIPT, next))));
  }

  private CompletableFuture<HttpResponse<byte[]>> erase(Visit visit, String receipt) {
    return change(
        visit,
        receipt,
        PageDocument.ERASE_CASE,
        Map.of(RECEIPT, receipt),
        FormState.of(Map.of()),
        done ->
            told(
                visit,
                at("case-erased")
                    .to(Map.of())
                    .and("text", Objects.requireNonNullElse(done.text(), ""))));
  }

  private static PageBinding<PlainData> at(String template) {
    return PageBinding.at(PATH, PageDocument.PLAIN, PlainData.class, template);
  }

  /// Confirms a change that cannot be repeated. Asks for nothing more, so that no later failure
  /// hides the confirmation.
  private CompletableFuture<HttpResponse<byte[]>> told(Visit visit, PageBinding<PlainData> page) {
    return pages.answer(visit, page, pages.lastKnown(visit));
  }

  /// The page after a change that was made.
  private interface Done {
    CompletableFuture<HttpResponse<byte[]>> then(SentData.Result result);
  }

  private CompletableFuture<HttpResponse<byte[]>> change(
      Visit visit,
      String receipt,
      PageDocument document,
      Map<String, @Nullable Object> input,
      FormState state,
      Done done) {
    return pages
        .ask(visit, document, Map.of("input", input), SentData.class)
        .thenCompose(reply -> {
          SentData.Result result = reply.data() == null ? null : reply.data().result();
          if (result == null) {
            return reply.isUnread() ? pages.refused(visit, reply) : askAgain(visit, receipt);
          }
          if (result.code() == null) {
            return done.then(result);
          }
          return result.code().equals("UNKNOWN_CASE")
              ? askAgain(visit, receipt)
              : open(visit, receipt, mended(visit, state, result), null);
        });
  }

  /// The form with the problem named. If its message id or its new receipt is in use already, the
  /// page has a fresh one.
  private static FormState mended(Visit visit, FormState sent, SentData.Result result) {
    FormState state = PlainForms.mended(visit, sent.values(), result);
    PageWords words = new PageWords(visit.language());
    return switch (Objects.requireNonNullElse(result.code(), "")) {
      case "MESSAGE_ID_ALREADY_USED" -> {
        Map<String, String> values = new HashMap<>(state.values());
        values.remove(ID);
        yield FormState.of(values).mend(null, words.text("case.messageTaken"));
      }
      case "RECEIPT_ALREADY_USED" -> state.mend(null, words.text("case.receiptTaken"));
      default -> state;
    };
  }

  private CompletableFuture<HttpResponse<byte[]>> proof(Visit visit, String receipt) {
    return pages
        .ask(visit, PageDocument.CASE_PROOF, Map.of(RECEIPT, receipt), CaseData.class)
        .thenCompose(reply -> {
          CaseData data = reply.data();
          if (reply.isUnread()) {
            return pages.refused(visit, reply);
          }
          return data == null || data.caseProof() == null
              ? askAgain(visit, receipt)
              : pages.answer(
                  visit,
                  PageBinding.at(PATH, PageDocument.CASE_PROOF, CaseData.class, "case-proof")
                      .to(Map.of(RECEIPT, receipt)),
                  data);
        });
  }
}
