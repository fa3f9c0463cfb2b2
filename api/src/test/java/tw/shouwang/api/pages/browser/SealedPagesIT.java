package tw.shouwang.api.pages.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.StrictBase64;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.pages.browser.SealedVisits.Sent;
import tw.shouwang.api.pages.browser.SealedVisits.Visitor;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.graphql.documents.TrustedDocuments;

/// The stories of the pages, on the pages that seal. Everything that a browser sends is searched
/// for what was typed, in every form.
@MicronautTest(transactional = false)
class SealedPagesIT implements EmbeddedTest {

  private static final String SECRET = "mi secreto 7731 祕密";
  private static final String RECEIPT = "([0-9A-Z]{5}-){4}[0-9A-Z]{5}";
  // The example of RFC 8291, appendix A.
  private static final String P256DH =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
  private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
  private static final String SUBMIT = documentId("submit");
  private static final String CASE = documentId("case");

  @Inject EmbeddedServer server;
  @Inject CaseViews views;
  @Inject UnattendedDesk desk;
  @Inject JsonMapper json;
  @Inject AppClient app;

  /// Scenarios 27 to 29: code, kind, words and receipt are in no request, and of the sealed
  /// requests none shows the language or the page.
  @Test
  void aClerkReportsAtAPosterAndNothingOfItIsSentInClear() {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "zh-TW", 390)) {
      Page page = visitor.pages().to("/r?lang=zh-TW#ABCD1234.CONVENIENCE_STORE.65000010").page;
      armed(page);
      assertThat(page.url()).doesNotContain("#");
      assertThat(page.locator("#siteCode").inputValue()).isEqualTo("ABCD1234");
      assertThat(page.locator("#gatekeeperKind").inputValue()).isEqualTo("CONVENIENCE_STORE");
      assertThat(page.locator("#goes-to").textContent()).contains("新北市");
      int entries = history(page);
      page.locator("[name=urgency][value=URGENT]").check();
      page.locator("[name=topic][value=CHILD_PROTECTION]").check();
      page.locator("#send").click();
      page.locator("#problem-field").waitFor();
      assertThat(page.locator("[aria-invalid]").getAttribute("id")).isEqualTo("words");
      visitor.pages().assertReadable("to be mended");
      page.locator("#problem-field").click();
      assertThat(focused(page)).isEqualTo("words");
      page.locator("#words").fill(SECRET);
      page.locator("#send").click();
      page.locator("#received").waitFor();
      String receipt = page.locator("#receipt-shown").textContent();
      assertThat(receipt).matches(RECEIPT);
      assertThat(page.locator("#words").inputValue()).isEmpty();
      visitor.pages().assertReadable("received");
      page.locator("#see").click();
      page.locator(".sw-talk").waitFor();
      assertThat(page.locator(".sw-talk").textContent()).isEqualTo(SECRET);
      visitor.pages().assertReadable("case");
      assertThat(page.locator("[data-fact=throughServiceOn]").isVisible()).isFalse();
      assertThat(history(page)).isEqualTo(entries);

      for (String text : List.of(SECRET, "ABCD1234", "CONVENIENCE_STORE", receipt)) {
        assertThat(visitor.showing(text)).as(text).isEmpty();
      }
      assertThat(visitor.queries()).hasSizeGreaterThanOrEqualTo(3);
      for (Sent query : visitor.queries()) {
        assertThat(query.body().length()).isIn(2_048, 8_192, 32_768, 65_536);
        assertThat(query.headers()).doesNotContainKey("referer").doesNotContainKey("cookie");
        assertThat(query.headers().get("accept-language")).isEqualTo("*");
        assertThat(query.body()).doesNotContain("zh-TW", "ZH_TW");
      }
      assertKeepsNothing(page, visitor);
      visitor.pages().assertSound();
    }
  }

  /// A recording that finds nothing must be able to find something.
  @Test
  void theRecordingFindsWhatThePlainFormSends() {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
      Page page = visitor.pages().to("/report/plain?lang=en").page;
      page.locator("[name=urgency][value=ROUTINE]").check();
      page.locator("[name=topic][value=CHILD_PROTECTION]").check();
      page.locator("#words").fill(SECRET);
      page.locator("#area").selectOption("65000010");
      page.locator("button[name=send]").click();
      page.locator(".sw-code").waitFor();
      assertThat(visitor.showing(SECRET)).isNotEmpty();
      assertThat(visitor.showing(page.locator(".sw-code").textContent())).isNotEmpty();
      for (String form : SealedVisits.forms(SECRET)) {
        visitor.sent().add(new Sent("POST", "/", Map.of(), "x" + form));
        assertThat(visitor.showing(SECRET)).contains("POST /");
        visitor.sent().removeLast();
      }
    }
  }

  /// A beaten woman asks for help in Vietnamese and says when it is safe to call; the office
  /// answers; somebody comes, and she leaves.
  @Test
  void sheAsksForHelpReadsTheAnswerAndLeaves() throws Exception {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "vi", 320)) {
      Page page = visitor.pages().to("/help?lang=vi&area=63000030").page;
      armed(page);
      assertThat(page.locator("#area").inputValue()).isEqualTo("63000030");
      page.locator("[name=urgency][value=URGENT]").check();
      page.locator("[name=topic][value=DOMESTIC_VIOLENCE]").check();
      page.locator("#words").fill(SECRET);
      page.locator("#contact").fill("0912-345-678");
      page.locator("[data-list=by][value=PHONE]").check();
      page.locator("[data-list=days][value='2']").check();
      page.locator("#from").fill("09:00");
      page.locator("#send").click();
      page.locator("#problem-field").waitFor();
      assertThat(page.locator("[aria-invalid]").getAttribute("id")).isEqualTo("to");
      page.locator("#to").fill("11:00");
      page.locator("#send").click();
      page.locator("#received").waitFor();
      String receipt = page.locator("#receipt-shown").textContent();
      UUID id = caseOf(receipt);
      assertThat(desk.open(id)).hasSize(1);
      assertThat(desk.reply(id, "Chúng tôi sẽ gọi.")).isTrue();

      page.locator("#see").click();
      page.locator(".sw-talk >> nth=1").waitFor();
      assertThat(page.locator(".sw-talk").allTextContents())
          .containsExactly(SECRET, "Chúng tôi sẽ gọi.");
      page.locator("#message").fill("cảm ơn " + SECRET);
      page.locator("#add").click();
      page.locator(".sw-talk >> nth=2").waitFor();
      assertThat(page.locator("#message").inputValue()).isEmpty();
      assertThat(page.locator("#told").isVisible()).isTrue();
      visitor.pages().assertReadable("answered");
      assertThat(desk.open(id)).hasSize(3);
      // Another language would lose what is typed: it is said first.
      page.locator("#message").fill("nửa câu");
      page.locator(".sw-languages a[lang=en]").click();
      page.locator("#problem").waitFor();
      assertThat(page.locator("#message").inputValue()).isEqualTo("nửa câu");

      page.locator("#leave").click();
      page.waitForURL(Pages.NEUTRAL);
      page.goBack();
      page.waitForTimeout(300);
      assertThat(page.content()).doesNotContain("7731", receipt, "nửa câu");
      assertThat(visitor.showing(SECRET)).isEmpty();
      assertThat(visitor.showing("0912-345-678")).isEmpty();
      visitor.pages().assertSound();
    }
  }

  /// A case by its receipt, with the keyboard alone: reading, writing, another receipt, the proof,
  /// and the end.
  @Test
  void aCaseIsReadAnsweredAndErasedByKeys() throws Exception {
    String receipt = reported();
    UUID id = caseOf(receipt);
    assertThat(desk.open(id)).hasSize(1);
    assertThat(desk.reply(id, "We will come \u202eday")).isTrue();
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 1280)) {
      Page page = visitor.pages().to("/case?lang=en").page;
      page.waitForFunction("() => !document.getElementById('show').disabled");
      visitor.pages().assertReadable("to be opened");
      tabTo(page, "receipt");
      page.keyboard().type("kqzkb 6fagn qv2bj q40gy 4ge0s");
      page.keyboard().press("Enter");
      page.locator("#problem").waitFor();
      assertThat(visitor.queries()).isEmpty();
      page.locator("#receipt").fill("");
      tabTo(page, "receipt");
      page.keyboard().type(receipt.toLowerCase(Locale.ROOT).replace("-", " "));
      page.keyboard().press("Enter");
      page.locator("#talk li >> nth=1").waitFor();
      assertThat(page.locator("#receipt").inputValue()).isEmpty();
      // What turns the direction of writing is made visible.
      assertThat(page.locator(".sw-talk >> nth=1").textContent()).isEqualTo("We will come □day");
      visitor.pages().assertReadable("opened");

      tabTo(page, "change");
      page.keyboard().press("Enter");
      page.locator("#another").waitFor();
      String fresh = page.locator("#another-shown").textContent();
      assertThat(fresh).matches(RECEIPT).isNotEqualTo(receipt);
      visitor.pages().assertReadable("another receipt");
      page.locator("#change").focus();
      page.keyboard().press("Enter");
      page.locator("#changed").waitFor();
      assertThat(page.locator("#changed-shown").textContent()).isEqualTo(fresh);
      assertThat(views.find(Receipt.parse(receipt).orElseThrow())).isEmpty();
      assertThat(views.find(Receipt.parse(fresh).orElseThrow())).isPresent();

      page.locator("#proof").focus();
      page.keyboard().press("Enter");
      page.locator("#proof-shown").waitFor();
      visitor.pages().assertReadable("proof");
      page.locator("#erase").focus();
      page.keyboard().press("Enter");
      page.locator("#problem-field").waitFor();
      page.locator("#sure").focus();
      page.keyboard().press("Space");
      page.locator("#erase").focus();
      page.keyboard().press("Enter");
      page.locator("#gone").waitFor();
      assertThat(page.content()).doesNotContain(SECRET, receipt, fresh);
      assertThat(views.find(Receipt.parse(fresh).orElseThrow())).isEmpty();
      visitor.pages().assertReadable("erased");
      for (String text : List.of(receipt, fresh, SECRET)) {
        assertThat(visitor.showing(text)).isEmpty();
      }
      assertKeepsNothing(page, visitor);
      visitor.pages().assertSound();
    }
  }

  /// Scenario 5: the answer is lost on the way, and what is sent again is the same to the last
  /// byte.
  @Test
  void whatIsSentAgainAfterALostAnswerIsTheSame() {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "fil", 390)) {
      Page page = filled(visitor, "/report?lang=fil");
      AtomicInteger lost = new AtomicInteger();
      onSubmit(
          page,
          route -> {
            if (lost.incrementAndGet() == 1) {
              // The service stores it; nobody hears.
              route.fetch();
              route.abort();
            } else {
              route.resume();
            }
          });
      page.locator("#send").click();
      page.locator("#received").waitFor();
      List<Sent> submitted = of(visitor, SUBMIT);
      assertThat(submitted).hasSize(2);
      assertThat(submitted.get(0).body()).isEqualTo(submitted.get(1).body());
      page.locator("#see").click();
      page.locator(".sw-talk").waitFor();
      assertThat(page.locator(".sw-talk").allTextContents()).containsExactly(SECRET);
    }
  }

  /// While nobody knows whether it arrived, the words stay, the plain form is not offered before
  /// the service was asked, and words that were changed meanwhile make no second case.
  @Test
  void wordsChangedAfterALostAnswerAreOfferedAsAMessage() {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
      Page page = filled(visitor, "/report?lang=en");
      AtomicInteger tries = new AtomicInteger();
      onSubmit(
          page,
          route -> {
            if (tries.incrementAndGet() == 1) {
              route.fetch();
            }
            if (tries.get() <= 3) {
              route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("away"));
            } else {
              route.resume();
            }
          });
      page.locator("#send").click();
      page.locator("#problem").waitFor();
      assertThat(tries.get()).isEqualTo(3);
      assertThat(page.locator("#words").inputValue()).isEqualTo(SECRET);
      visitor.pages().assertReadable("nobody knows");
      page.locator("#words").fill("changed " + SECRET);
      page.locator("#send").click();
      page.locator("#talk li").waitFor();
      assertThat(page.locator(".sw-talk").allTextContents()).containsExactly(SECRET);
      assertThat(page.locator("#message").inputValue()).isEqualTo("changed " + SECRET);
      visitor.pages().assertReadable("arrived earlier");
    }
  }

  @Test
  void thePlainFormIsOpenedAfterAnUnknownOutcomeOnlyIfNothingArrived() {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "th", 390)) {
      Page page = filled(visitor, "/report?lang=th");
      onSubmit(
          page,
          route ->
              route.fulfill(
                  new Route.FulfillOptions()
                      .setStatus(429)
                      .setHeaders(Map.of("Retry-After", "60"))
                      .setBody("{}")));
      page.locator("#send").click();
      page.locator("#problem").waitFor();
      // Whoever is told to wait for a minute is not asked again at once.
      assertThat(of(visitor, SUBMIT)).hasSize(1);
      assertThat(of(visitor, CASE)).isEmpty();
      page.locator("[data-plain]").click();
      page.waitForURL("**/report/plain**");
      assertThat(of(visitor, CASE)).hasSize(1);
      assertThat(visitor.showing(SECRET)).isEmpty();
    }
  }

  /// Rules 37 and 38: work is done, and a wrap for another generation leaves everything else as it
  /// is.
  @Test
  void doesTheWorkAndSealsAgainForANewerKey() throws Exception {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "id", 390)) {
      Page page = filled(visitor, "/help?lang=id");
      String keysets =
          (String)
              page.evaluate(
                  "async () => { const { ask } = await import(document.querySelector("
                      + "'script[src$=\"/asking.js\"]').src);"
                      + " return JSON.stringify(await ask('keysets')); }");
      AtomicInteger tries = new AtomicInteger();
      onSubmit(
          page,
          route -> {
            switch (tries.incrementAndGet()) {
              case 1 ->
                  answer(
                      route,
                      "{\"code\":\"PROOF_REQUIRED\",\"proofChallenge\":{\"challenge\":\"a.b\",\"difficulty\":8}}");
              case 2 ->
                  answer(route, "{\"code\":\"GENERATION_NOT_USABLE\",\"keysets\":" + keysets + "}");
              default -> route.resume();
            }
          });
      page.locator("#send").click();
      page.locator("#received").waitFor();
      List<Map<String, Object>> inputs = of(visitor, SUBMIT).stream().map(this::input).toList();
      assertThat(inputs).hasSize(3);
      assertThat(inputs.get(0)).doesNotContainKey("proof");
      assertThat(inputs.get(1)).containsKey("proof");
      assertThat(inputs.get(2).get("centreWrap")).isNotEqualTo(inputs.get(0).get("centreWrap"));
      for (String same : List.of("lookup", "binding", "commitment", "receiptWrap", "entry")) {
        assertThat(inputs.get(2).get(same)).as(same).isEqualTo(inputs.get(0).get(same));
      }
    }
  }

  /// Scenario 4: a service under somebody else's control prints a receipt into the page and answers
  /// one with everything. The page makes its own.
  @Test
  void aReceiptThatTheServicePrintsIsNotUsed() {
    Receipt planted = Receipt.random(new SecureRandom());
    String text = planted.text();
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
      Page page = visitor.pages().page;
      page.route(
          "**/report?**",
          route -> {
            APIResponse real = route.fetch();
            String html =
                real.text()
                    .replaceFirst("(id=\"receipt-shown\" translate=\"no\">)", "$1" + text)
                    .replaceFirst("<body", "<body data-receipt=\"" + text + "\"")
                    .replaceFirst(
                        "(<div id=\"write\"[^>]*>)",
                        "$1<input type=\"hidden\" id=\"receipt\" value=\"" + text + "\">");
            route.fulfill(new Route.FulfillOptions().setResponse(real).setBody(html));
          });
      page.route(
          "**/graphql",
          route -> {
            APIResponse real = route.fetch();
            String more =
                real.text()
                    .replaceFirst(
                        "\"data\":\\{(.*)}", "\"data\":{$1,\"newReceipt\":\"" + text + "\"}");
            route.fulfill(new Route.FulfillOptions().setResponse(real).setBody(more));
          });
      filled(visitor, "/report?lang=en");
      assertThat(page.content()).as("it is in the page").contains(text);
      page.locator("#send").click();
      page.locator("#received").waitFor();
      String shown = page.locator("#receipt-shown").textContent();
      assertThat(shown).matches(RECEIPT).isNotEqualTo(text);
      assertThat(of(visitor, SUBMIT))
          .extracting(sent -> input(sent).get("lookup"))
          .containsExactly(StrictBase64.encoded(Receipt.parse(shown).orElseThrow().lookup()));
      assertThat(views.find(planted)).isEmpty();
      assertThat(visitor.showing(text)).isEmpty();
      assertThat(visitor.showing(StrictBase64.encoded(planted.lookup()))).isEmpty();
    }
  }

  /// Scenario 22: asked for a case, the service answers with another one, or with an earlier state.
  @Test
  void anotherCaseIsNotShownAndAnEarlierStateIsSaid() {
    String receipt = reported();
    String other = reported();
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
      AtomicReference<String> foreign = new AtomicReference<>("");
      Page page = visitor.pages().page;
      page.onResponse(response -> {
        String asked = response.request().postData();
        if (asked != null && asked.contains(CASE)) {
          foreign.set(response.text());
        }
      });
      opened(visitor, other);
      page.waitForCondition(() -> !foreign.get().isEmpty());
      String another = foreign.getAndSet("");
      opened(visitor, receipt);
      page.waitForCondition(() -> !foreign.get().isEmpty());
      String earlier = foreign.get();
      page.locator("#message").fill("more " + SECRET);
      page.locator("#add").click();
      page.locator("#talk li >> nth=1").waitFor();

      AtomicReference<String> answer = new AtomicReference<>(another);
      page.route(
          "**/graphql",
          route -> {
            if (route.request().postData().contains(CASE)) {
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("application/json")
                      .setBody(answer.get()));
            } else {
              route.resume();
            }
          });
      page.locator("#look").click();
      page.locator("#problem").waitFor();
      assertThat(page.locator("#problem-text").textContent()).isEqualTo(said(page, "notYours"));
      assertThat(page.locator("#talk li").count()).isEqualTo(2);

      answer.set(earlier);
      page.locator("#look").click();
      page.waitForCondition(
          () -> said(page, "older").equals(page.locator("#problem-text").textContent()));
      assertThat(page.locator("#talk li").count()).isEqualTo(1);
      visitor.pages().assertReadable("an earlier state");
      visitor.pages().assertSound();
    }
  }

  private static String said(Page page, String key) {
    return (String)
        page.evaluate(
            "key => document.getElementById('said').content"
                + ".querySelector(`[data-say='${key}']`).textContent",
            key);
  }

  /// Scenario 28: the duty of a capacity is chosen on the device, and no request differs by it.
  @Test
  void noRequestDiffersByCapacityOrLanguage() {
    List<List<String>> shapes = new ArrayList<>();
    for (String kind : List.of("PHARMACY", "CHAIN_STORE")) {
      String language = kind.equals("PHARMACY") ? "vi" : "zh-TW";
      try (Visitor visitor = SealedVisits.open(server.getURI(), language, 390)) {
        Page page = filled(visitor, "/report?lang=" + language);
        page.locator("#gatekeeperKind").selectOption(kind);
        page.locator("#send").click();
        page.locator("#received").waitFor();
        assertThat(page.locator("#duties p").allTextContents()).isEqualTo(duties(kind, language));
        visitor.pages().assertReadable("received by " + kind);
        shapes.add(
            visitor.sent().stream()
                .filter(sent -> !sent.url().contains("/report"))
                .map(sent ->
                    sent.method()
                        + sent.url()
                        + sent.body().length()
                        + (sent.isQuery() ? sent.headers().get("accept-language") : "")
                        + sent.body().replaceAll("\"(variables)\".*", ""))
                .sorted()
                .toList());
      }
    }
    assertThat(shapes.get(0)).isEqualTo(shapes.get(1));
  }

  /// What the law asks of a capacity, as the service says it to whoever asks.
  private List<String> duties(String kind, String language) {
    Answer all =
        app.askText("{ dutiesByKind { kind text } }", Map.of(), language)
            .at("data", "dutiesByKind");
    int at = all.each("kind").indexOf(kind);
    List<String> lines = at < 0 ? List.of() : all.text(at, "text").lines().toList();
    assertThat(lines.isEmpty()).isEqualTo(kind.equals("CHAIN_STORE"));
    return lines;
  }

  /// Rule 29: a receipt is kept behind the words that the page proposes, and opened with them; the
  /// store is opened here by other code than the page's. No request shows that anything is kept.
  @Test
  void aReceiptIsKeptBehindWordsRenewedAndForgotten() {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
      Page page = filled(visitor, "/report?lang=en");
      page.locator("#send").click();
      page.locator("#keep").waitFor();
      String receipt = page.locator("#receipt-shown").textContent();
      String words = page.locator("#keep-proposed").textContent();
      assertThat(words).matches("([a-z]{4} ){3}[a-z]{4}");
      visitor.pages().assertReadable("to be kept");
      page.locator("#keep-words").fill("too - few");
      page.locator("#keep-it").click();
      page.locator("#problem-field").waitFor();
      assertThat(page.locator("[aria-invalid]").getAttribute("id")).isEqualTo("keep-words");
      // As a phone writes it.
      String typed = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ". ";
      int asked = visitor.sent().size();
      page.locator("#keep-words").fill(typed);
      page.locator("#keep-it").click();
      page.locator("#keep-held").waitFor();
      assertThat(page.locator("#keep-told").textContent()).isEqualTo(said(page, "keep.done"));
      visitor.pages().assertReadable("kept");
      assertThat(visitor.sent()).hasSize(asked);
      KeptStore kept = KeptStore.of(page);
      SecretKey key = kept.key(words);
      String hex = KeptStore.hex(receipt);
      assertThat(kept.opened(key)).containsExactly(List.of(), List.of(), List.of(), List.of(hex));
      assertKeepsNothing(page, visitor);

      openedByWords(visitor, "something else");
      page.locator("#problem-field").waitFor();
      assertThat(page.locator("#problem-field").textContent()).isEqualTo(said(page, "kept.none"));
      visitor.pages().assertReadable("not opened");
      openedByWords(visitor, words.replace(' ', '-'));
      page.locator(".sw-talk").waitFor();
      assertThat(page.locator(".sw-talk").allTextContents()).containsExactly(SECRET);
      assertThat(page.locator("#keep-held").isVisible()).isTrue();
      page.locator("#change").click();
      page.locator("#another").waitFor();
      page.locator("#change").click();
      page.locator("#changed").waitFor();
      assertThat(page.locator("#changed-kept").textContent()).isEqualTo(said(page, "keep.renewed"));
      String fresh = page.locator("#changed-shown").textContent();
      assertThat(KeptStore.of(page).opened(key))
          .containsExactly(List.of(), List.of(), List.of(), List.of(KeptStore.hex(fresh)));

      page.locator("#keep-forget").click();
      page.locator("#keep-new").waitFor();
      assertThat(KeptStore.of(page).opened(key)).containsOnly(List.of());
      openedByWords(visitor, words);
      page.locator("#problem-field").waitFor();
      assertThat(page.locator("#problem-field").textContent()).isEqualTo(said(page, "kept.none"));
      for (String text : List.of(words, words.split(" ")[0], receipt, fresh)) {
        assertThat(visitor.showing(text)).as(text).isEmpty();
      }
      visitor.pages().assertSound();
    }
  }

  private static void openedByWords(Visitor visitor, String words) {
    Page page = visitor.pages().to("/case?lang=en").page;
    page.waitForFunction("() => !document.getElementById('kept-open').disabled");
    page.locator("#kept-words").fill(words);
    page.locator("#kept-open").click();
  }

  /// Two receipts behind the same words, of which one is of an erased case; and what somebody with
  /// both in hand can do.
  @Test
  void severalReceiptsAreKeptBehindTheSameWords() {
    String receipt = reported();
    String gone = Receipt.random(new SecureRandom()).text();
    try (Visitor visitor = SealedVisits.open(server.getURI(), "vi", 390)) {
      Page page = visitor.pages().to("/case?lang=vi").page;
      page.waitForFunction("() => !document.getElementById('kept-open').disabled");
      page.evaluate(
          IN_THE_MODULES
              + "const { receiptOf } = await of('envelope.js');"
              + " for (const each of given) await keep('bí mật của tôi', receiptOf(each)); }",
          List.of(receipt, gone));
      // The other form of the same letters, as some keyboards write them.
      page.locator("#kept-words").fill(Normalizer.normalize("Bí mật của tôi", Normalizer.Form.NFD));
      page.locator("#kept-open").click();
      page.locator("#kept-codes button").first().waitFor();
      assertThat(page.locator("#kept-codes button").allTextContents())
          .containsExactly(gone, receipt);
      visitor.pages().assertReadable("to choose from");
      page.locator("#kept-codes button").first().click();
      page.locator("#problem").waitFor();
      page.locator("#kept-codes button").last().click();
      page.locator("#talk li").waitFor();
      page.locator("#sure").check();
      page.locator("#erase").click();
      page.locator("#gone").waitFor();
      assertThat(page.locator("#keep").isVisible()).isFalse();
      KeptStore store = KeptStore.of(page);
      assertThat(store.opened(store.key("bí mật của tôi")))
          .containsExactly(List.of(), List.of(), List.of(), List.of(KeptStore.hex(gone)));
    }
  }

  /// Gives a script the modules of the page that it runs in; `keys` stand for words, without the
  /// time that words take.
  private static final String IN_THE_MODULES =
      """
      async (given) => {
        const of = (name) => import(document.querySelector(`script[src$="/${name}"]`).src);
        const [address] = document.querySelector("meta[name=keep]").content.split(" ");
        const { keep, propose, rewrite } = await import(address);
        const key = (digit) => crypto.subtle.importKey(
          "raw", new Uint8Array(32).fill(digit), "AES-GCM", false, ["encrypt", "decrypt"]);
        const receipt = (digit) => new Uint8Array(15).fill(digit);
      """;

  /// Four sets of words have a place each, also when two pages keep at once; the fifth takes the
  /// oldest place. A place that was emptied is used before others.
  @Test
  void aFifthSetOfWordsTakesTheOldestPlace() {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
      Page page = visitor.pages().to("/case?lang=en").page;
      KeptStore first = KeptStore.of(page);
      String salt = Base64.getEncoder().encodeToString(first.salt());
      String keeping =
          IN_THE_MODULES
              + """
              const salt = Uint8Array.from(atob(given.shift()), (each) => each.charCodeAt(0));
              await Promise.all(given.map(async (digit) =>
                rewrite({ key: await key(Math.abs(digit)), salt },
                  digit > 0 ? [receipt(digit)] : [], digit < 0 ? [receipt(-digit)] : [])));
              }
              """;
      page.evaluate(keeping, List.of(salt, 1));
      Page second = visitor.pages().context.newPage();
      second.navigate(server.getURI() + "/case?lang=en");
      second.waitForFunction("() => !document.getElementById('kept-open').disabled");
      // Begun here and not waited for, while the other page keeps, too.
      page.evaluate("given => { window.done = (" + keeping + ")(given); }", List.of(salt, 2, 3));
      second.evaluate(keeping, List.of(salt, 4));
      page.evaluate("() => window.done");
      assertThat(kept(page)).containsExactlyInAnyOrder(1, 2, 3, 4).first().isEqualTo(1);
      page.evaluate(keeping, List.of(salt, 5));
      assertThat(kept(page)).containsExactlyInAnyOrder(2, 3, 4, 5).last().isEqualTo(5);
      page.evaluate(keeping, List.of(salt, -5));
      page.evaluate(keeping, List.of(salt, 6));
      assertThat(kept(page)).containsExactlyInAnyOrder(2, 3, 4, 6).last().isEqualTo(6);

      List<?> drawn =
          (List<?>)
              page.evaluate(
                  IN_THE_MODULES
                      + "return Array.from({ length: 5000 }, propose).join(' ').split(' '); }");
      assertThat(drawn).hasSize(20_000);
      // Each of the 2,048 is missing with a probability of less than one in ten thousand.
      assertThat(drawn.stream().distinct().count()).isBetween(2_040L, 2_048L);
      visitor.pages().assertSound();
    }
  }

  /// Whose receipt is in each place, of the keys that the test above makes.
  private static List<Integer> kept(Page page) {
    KeptStore store = KeptStore.of(page);
    List<Integer> kept = new ArrayList<>(Collections.nCopies(KeptStore.PLACES, 0));
    for (int digit = 1; digit <= 6; digit++) {
      byte[] key = new byte[32];
      Arrays.fill(key, (byte) digit);
      List<List<String>> opened = store.opened(new SecretKeySpec(key, "AES"));
      for (int place = 0; place < opened.size(); place++) {
        if (!opened.get(place).isEmpty()) {
          assertThat(opened.get(place)).containsExactly("%02x".formatted(digit).repeat(15));
          kept.set(place, digit);
        }
      }
    }
    return kept;
  }

  /// "Forget everything here" fills the store anew, without any words.
  @Test
  void forgettingEverythingFillsTheStoreAnew() {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
      Page page = visitor.pages().to("/case?lang=en").page;
      KeptStore before = KeptStore.of(page);
      visitor.pages().to("/?lang=en");
      page.locator("#forget").click();
      page.locator("#told").waitFor();
      KeptStore after = KeptStore.of(page);
      assertThat(after.shape()).isEqualTo(KeptStore.SHAPE);
      assertThat(after.salt()).isNotEqualTo(before.salt());
      for (int place = 0; place < KeptStore.PLACES; place++) {
        assertThat(after.place(place)).isNotEqualTo(before.place(place));
      }
    }
  }

  /// The subscription is the test's: a browser without its maker's service has none.
  @Test
  void aDeviceIsToldOfNewsUntilItIsSwitchedOff() {
    String receipt = reported();
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
      Page page = visitor.pages().page;
      page.addInitScript(
          """
          PushManager.prototype.subscribe = async ({ userVisibleOnly }) => {
            if (!userVisibleOnly || window.refused) throw new DOMException("", "NotAllowedError");
            return { toJSON: () => ({
              endpoint: "https://push.example.org/x", expirationTime: null,
              keys: { p256dh: "%s", auth: "%s" } }) };
          };
          """
              .formatted(P256DH, AUTH));
      Page opened = opened(visitor, receipt);
      opened.locator("#push-on").click();
      opened.locator("#problem").waitFor();
      assertThat(visitor.showing("push.example.org")).isEmpty();

      visitor.pages().to("/?lang=en");
      page.evaluate("() => navigator.serviceWorker.ready");
      opened(visitor, receipt);
      page.evaluate("() => { window.refused = true; }");
      page.locator("#push-on").click();
      page.locator("#problem").waitFor();
      assertThat(visitor.showing("push.example.org")).isEmpty();
      page.evaluate("() => { window.refused = false; }");
      page.locator("#push-on").click();
      page.locator("#push-off").waitFor();
      assertThat(visitor.showing("push.example.org")).hasSize(1);
      visitor.pages().assertReadable("pushes are on");
      page.locator("#look").click();
      page.locator("#push-off").waitFor();
      page.locator("#push-off").click();
      page.locator("#push-on").waitFor();
      assertThat(page.locator("#told").isVisible()).isTrue();
    }
  }

  private static Page opened(Visitor visitor, String receipt) {
    Page page = visitor.pages().to("/case?lang=en").page;
    page.locator("#receipt").fill(receipt);
    page.waitForFunction("() => !document.getElementById('show').disabled");
    page.locator("#show").click();
    page.locator("#talk li").first().waitFor();
    return page;
  }

  private String reported() {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "zh-TW", 390)) {
      Page page = filled(visitor, "/report?lang=zh-TW");
      page.locator("#send").click();
      page.locator("#received").waitFor();
      return page.locator("#receipt-shown").textContent();
    }
  }

  static Page filled(Visitor visitor, String path) {
    Page page = visitor.pages().to(path).page;
    armed(page);
    page.locator("[name=urgency][value=ROUTINE]").check();
    page.locator("[name=topic][value=DOMESTIC_VIOLENCE]").check();
    page.locator("#words").fill(SECRET);
    page.locator("#area").selectOption("65000010");
    return page;
  }

  static void armed(Page page) {
    page.waitForFunction("() => !document.getElementById('send').disabled");
  }

  private static int history(Page page) {
    return ((Number) page.evaluate("() => history.length")).intValue();
  }

  private static String focused(Page page) {
    return (String) page.evaluate("() => document.activeElement.id");
  }

  private static void tabTo(Page page, String id) {
    for (int presses = 0; presses < 80 && !focused(page).equals(id); presses++) {
      page.keyboard().press("Tab");
    }
    assertThat(focused(page)).isEqualTo(id);
  }

  /// Nothing in the browser's stores but the one that every visitor has.
  private static void assertKeepsNothing(Page page, Visitor visitor) {
    assertThat(KeptStore.of(page).shape()).isEqualTo(KeptStore.SHAPE);
    Object kept =
        page.evaluate(
            """
            async () => [localStorage.length, sessionStorage.length, document.cookie.length,
              (await caches.keys()).length, window.name.length]
            """);
    assertThat(kept).isEqualTo(List.of(0, 0, 0, 0, 0));
    assertThat(visitor.pages().context.cookies()).isEmpty();
  }

  private UUID caseOf(String receipt) {
    return views.find(Receipt.parse(receipt).orElseThrow()).orElseThrow().row().id();
  }

  /// Lets a test stand between the page and the service, for new cases alone.
  private static void onSubmit(Page page, Consumer<Route> handler) {
    page.route(
        "**/graphql",
        route -> {
          if (route.request().postData().contains(SUBMIT)) {
            handler.accept(route);
          } else {
            route.resume();
          }
        });
  }

  private static void answer(Route route, String value) {
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("application/json")
            .setBody("{\"data\":{\"submitSealed\":" + value + "}}"));
  }

  private static List<Sent> of(Visitor visitor, String document) {
    return visitor.queries().stream().filter(sent -> sent.body().contains(document)).toList();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> input(Sent sent) {
    try {
      Map<String, Object> body = json.readValue(sent.body(), Map.class);
      return (Map<String, Object>) ((Map<String, Object>) body.get("variables")).get("input");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String documentId(String name) {
    try {
      return TrustedDocuments.id(
          Files.readString(
              Path.of("src/main/resources/documents/public/sealed-" + name + ".graphql")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
