package tw.shouwang.api.pages;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.pages.data.FormData;
import tw.shouwang.api.pages.data.FormState;
import tw.shouwang.api.pages.data.ReceivedData;
import tw.shouwang.api.pages.data.SentData;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.http.FormBody;

/// What the two forms that begin a case have in common: a form that is begun with a receipt, one
/// that comes back to be corrected, and the page with the receipt.
///
/// The receipt is in the form, so sending it again, also by reloading, is the same request.
@Singleton
@Requires(condition = InPublicProcess.class)
class PlainForms {

  static final String RECEIPT = "receipt";

  /// The field with the challenge of a sender who waits instead of solving it, because a page
  /// without scripts cannot solve it.
  static final String WAIT = "wait";

  /// The field that says that the form's receipt is in use for something else that was sent.
  private static final String TAKEN = "taken";

  /// The button that goes on with a new receipt.
  private static final String ANEW = "new";

  /// Hidden input fields, which an error summary cannot link to.
  private static final Set<String> UNSEEN =
      Set.of(RECEIPT, "messageId", "newReceipt", "proof", "language");

  /// The required fields of both forms, in the order in which they ask for them.
  private static final List<String> NEEDED = List.of("urgency", "topic", "words", "area");

  private final PageAnswers pages;

  PlainForms(PageAnswers pages) {
    this.pages = pages;
  }

  /// @param path where the form stands
  /// @param template that of the form
  /// @param mutation what it sends
  record Kind(String path, String template, PageDocument mutation) {}

  /// The form with its first empty required field named; empty if none is missing.
  static Optional<FormState> missing(PlainForm form, PageWords words) {
    return NEEDED.stream()
        .filter(name -> !form.has(name))
        .findFirst()
        .map(name -> FormState.of(form.values()).mend(name, words.text("form.missing." + name)));
  }

  CompletableFuture<HttpResponse<byte[]>> begin(Visit visit, Kind kind) {
    Map<String, String> values = visit.area() == null ? Map.of() : Map.of("area", visit.area());
    return pages.show(visit, form(kind, FormState.of(values), /* begun= */ true));
  }

  /// The form with what was filled in.
  CompletableFuture<HttpResponse<byte[]>> again(Visit visit, Kind kind, FormState state) {
    return pages.show(visit, form(kind, state, !state.has(RECEIPT)).to(Map.copyOf(state.values())));
  }

  /// The form again, after a button that does not send the mutation: for another language, or for a
  /// new receipt.
  CompletableFuture<HttpResponse<byte[]>> again(
      Visit visit, Kind kind, FormBody.Fields sent, PlainForm form) {
    Map<String, String> values = new LinkedHashMap<>(form.values());
    if (!sent.first(ANEW).isEmpty()) {
      values.keySet().removeAll(List.of(RECEIPT, WAIT));
    }
    return again(visit, kind, FormState.of(values));
  }

  private static PageBinding<FormData> form(Kind kind, FormState state, boolean begun) {
    return PageBinding.at(kind.path(), PageDocument.FORM, FormData.class, kind.template())
        .with("new", begun)
        .and("state", state);
  }

  /// Sends the mutation; the answer is the page with the receipt, or the form to be corrected.
  CompletableFuture<HttpResponse<byte[]>> send(
      Visit visit, Kind kind, PlainForm form, Map<String, @Nullable Object> input) {
    showWait(form.value(WAIT), input);
    return pages
        .ask(visit, kind.mutation(), Map.of("input", input), SentData.class)
        .thenCompose(reply -> {
          SentData.Result result = reply.data() == null ? null : reply.data().result();
          if (result == null) {
            return pages.refused(visit, reply);
          }
          String code = result.code();
          if (code == null) {
            return received(visit, form.value(RECEIPT), result);
          }
          return again(
              visit,
              kind,
              code.equals("RECEIPT_ALREADY_USED")
                  ? taken(visit, form)
                  : mended(visit, form.values(), result));
        });
  }

  /// Adds the challenge for which the sender has waited to a mutation's input, if the form has one.
  static void showWait(String wait, Map<String, @Nullable Object> input) {
    if (!wait.isEmpty()) {
      input.put("proof", Map.of("challenge", wait, "solution", ""));
    }
  }

  /// A form that was refused. If proof of work is due, the sender waits instead: the form gets the
  /// challenge, which says since when.
  static FormState mended(Visit visit, Map<String, String> sent, SentData.Result result) {
    Map<String, String> values = new LinkedHashMap<>(sent);
    values.remove(WAIT);
    SentData.Challenge work = result.proofChallenge();
    if (work != null) {
      values.put(WAIT, work.challenge());
      return new FormState(
          values, null, new PageWords(visit.language()).text("form.wait"), result.channels());
    }
    String field = result.field();
    return new FormState(
        values,
        field == null || UNSEEN.contains(field) ? null : field,
        result.message(),
        result.channels());
  }

  /// A form whose receipt is in use already. The receipt is hidden, so the form shows two buttons:
  /// one for the case that was sent with it, and one that continues with a new receipt.
  private static FormState taken(Visit visit, PlainForm form) {
    return FormState.of(form.orElse(TAKEN, "1").values())
        .mend(null, new PageWords(visit.language()).text("form.taken"));
  }

  /// The page with the receipt, which is shown even if the case cannot be read. Its links to other
  /// languages lead to the page of the case, which does not contain the form's words.
  private CompletableFuture<HttpResponse<byte[]>> received(
      Visit visit, String receipt, SentData.Result result) {
    PageBinding<ReceivedData> page =
        PageBinding.at("/case/plain", PageDocument.RECEIVED, ReceivedData.class, "received")
            .to(Map.of(RECEIPT, receipt))
            .and("result", result);
    return pages
        .ask(visit, PageDocument.RECEIVED, Map.of(RECEIPT, receipt), ReceivedData.class)
        .thenCompose(reply ->
            pages.answer(
                visit,
                page,
                reply.data() == null ? ReceivedData.unread(pages.lastKnown(visit)) : reply.data()));
  }
}
