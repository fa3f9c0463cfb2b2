package tw.shouwang.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.cases.sites.SiteCodes;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.execution.Answer;
import tw.shouwang.graphql.execution.Engines;
import tw.shouwang.graphql.ratelimits.CallerKeys;
import tw.shouwang.i18n.Language;

/// The plain forms over HTTP, as a browser without scripts sends them.
@MicronautTest(transactional = false)
@Property(name = "test.queries", value = "refusing")
class PlainFormsIT implements EmbeddedTest {

  private static final String SECRET = "zebra in the attic";
  private static final Pattern RECEIPT =
      Pattern.compile("name=\"receipt\" value=\"([0-9A-Z-]{29})\"");
  private static final Pattern NEXT =
      Pattern.compile("name=\"newReceipt\" value=\"([0-9A-Z-]{29})\"");
  private static final Pattern MESSAGE = Pattern.compile("name=\"messageId\" value=\"([^\"]+)\"");
  private static final Pattern EXERCISE = Pattern.compile("name=\"exercise\" value=\"([^\"]+)\"");
  private static final Pattern BEFORE = Pattern.compile("name=\"before\" value=\"([^\"]+)\"");
  private static final Pattern ADDRESS = Pattern.compile("(?:href|action|src)=\"([^\"]*)\"");

  /// Notes what is asked, and refuses what it is told to, as the engine does.
  @Singleton
  @Replaces(PageQueries.class)
  @Requires(property = "test.queries", value = "refusing")
  static class RefusingQueries extends PageQueries {

    private static final byte[] REFUSAL =
        "{\"errors\":[{\"message\":\"-\",\"extensions\":{\"code\":\"RATE_LIMITED\"}}]}"
            .getBytes(StandardCharsets.US_ASCII);

    private final List<PageDocument> asked = new CopyOnWriteArrayList<>();
    private volatile Set<PageDocument> refused = Set.of();

    RefusingQueries(Engines engines, CallerKeys callers, InstantSource clock, JsonMapper json) {
      super(engines, callers, clock, json);
    }

    @Override
    CompletableFuture<Answer> ask(
        PageDocument document, Map<String, @Nullable Object> variables, Visit visit) {
      asked.add(document);
      return super.ask(document, variables, visit)
          .thenApply(answer ->
              refused.contains(document)
                  ? new Answer(
                      ErrorCode.RATE_LIMITED,
                      REFUSAL,
                      answer.language(),
                      /* retryAfterSeconds= */ 7,
                      /* caching= */ null,
                      answer.deprecations(),
                      answer.confidential())
                  : answer);
    }
  }

  @Inject EmbeddedServer server;
  @Inject RefusingQueries queries;
  @Inject SiteCodes codes;
  @Inject Directory directory;
  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public Map<String, String> moreProperties() {
    return Map.of("shouwang.graphql.rate-limits.enabled", "false");
  }

  @AfterEach
  void refuseNothing() {
    queries.refused = Set.of();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/report/plain", "/r/plain", "/help/plain", "/case/plain"})
  void aFormIsNotStoredAndHasOneScript(String path) throws Exception {
    HttpResponse<String> page = get(path + "?lang=en");
    String html = page.body();
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).startsWith("no-store");
    assertThat(page.headers().firstValue("ETag")).isEmpty();
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    List<String> scripts =
        Pattern.compile("<script[^>]* src=\"[^\"]*/([a-z]+\\.js)\"")
            .matcher(html)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(scripts)
        .isEqualTo(
            path.equals("/r/plain") ? List.of("leave.js", "poster.js") : List.of("leave.js"));
    assertThat(html).contains("data-private");
    // Who reads it stands before the first field, what a missing network does before the button.
    PageWords words = new PageWords(Language.EN);
    int form = html.indexOf("<form", html.indexOf("<h1"));
    if (path.equals("/case/plain")) {
      assertThat(html.indexOf(words.text("case.read"), form)).isPositive();
    } else {
      int read = html.indexOf(words.text("form.read"), form);
      assertThat(read).isPositive().isLessThan(html.indexOf("<input", form));
      assertThat(html.indexOf(words.text("form.lost"), form))
          .isGreaterThan(html.lastIndexOf("<input"))
          .isLessThan(html.lastIndexOf("name=\"send\""));
    }
  }

  /// H: over GraphQL the same refusal has the header.
  @Test
  void aRefusalSaysWhenToTryAgain() throws Exception {
    PageWords words = new PageWords(Language.EN);
    queries.refused = Set.of(PageDocument.SUBMIT_CONCERN, PageDocument.CASE);
    for (HttpResponse<String> refused :
        List.of(
            post("/report/plain?lang=en", report("KQZKB")),
            post("/case/plain?lang=en", Map.of("receipt", "KQZKB")))) {
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("7");
      // B: reloading sends the same once.
      assertThat(refused.body()).contains(words.text("later.text"), words.text("later.sent"));
    }
    queries.refused = Set.of(PageDocument.FORM);
    assertThat(get("/report/plain?lang=en").body())
        .contains(words.text("later.text"))
        .doesNotContain(words.text("later.sent"));
  }

  /// B: what is stored is shown, whatever cannot be read after it.
  @ParameterizedTest
  @ValueSource(strings = {"/report/plain?lang=en", "/help/plain?lang=en"})
  void theReceiptIsShownAlthoughTheCaseCannotBeRead(String path) throws Exception {
    Map<String, String> form = report(found(RECEIPT, get(path).body()));
    queries.refused = Set.of(PageDocument.CASE, PageDocument.RECEIVED, PageDocument.PLAIN);
    HttpResponse<String> sent = post(path, form);
    assertThat(sent.statusCode()).isEqualTo(200);
    assertThat(sent.body())
        .contains(new PageWords(Language.EN).text("received.heading"), "href=\"tel:110\"")
        .contains("class=\"sw-code\">" + form.get("receipt"));
  }

  /// C: reading a conversation marks its answers as read, and this page shows none.
  @Test
  void thePageAfterSendingReadsNoConversation() throws Exception {
    Map<String, String> form = report(found(RECEIPT, get("/report/plain?lang=en").body()));
    queries.asked.clear();
    assertThat(post("/report/plain?lang=en", form).body()).contains("sw-code");
    assertThat(queries.asked)
        .contains(PageDocument.SUBMIT_CONCERN)
        .noneMatch(document -> document.text().contains("messages"));
  }

  /// D: words that were changed after a lost answer are sent, too.
  @ParameterizedTest
  @ValueSource(strings = {"/report/plain?lang=en", "/help/plain?lang=en"})
  void aReceiptThatStandsForOtherWordsIsReplaced(String path) throws Exception {
    PageWords words = new PageWords(Language.EN);
    Map<String, String> form = report(found(RECEIPT, get(path).body()));
    String receipt = form.getOrDefault("receipt", "");
    post(path, form);
    form.put("words", "other words");
    String taken = post(path, form).body();
    assertThat(taken)
        .contains(words.text("form.taken"), ">other words</textarea>")
        .contains(">" + words.text("received.open") + "</button>")
        .doesNotContain("href=\"#receipt\"");
    assertThat(found(RECEIPT, taken)).isEqualTo(receipt);
    form.remove("send");
    form.put("new", "1");
    String anew = post(path, form).body();
    assertThat(anew).contains(">other words</textarea>").doesNotContain(receipt);
    form.remove("new");
    form.put("send", "1");
    form.put("receipt", found(RECEIPT, anew));
    assertThat(post(path, form).body()).contains(words.text("received.heading"));
  }

  /// D: the same for a further message, and for a receipt that cannot be a new one.
  @Test
  void aMessageIdThatStandsForOtherWordsIsReplaced() throws Exception {
    PageWords words = new PageWords(Language.EN);
    String at = "/case/plain?lang=en";
    Map<String, String> form = report(found(RECEIPT, get("/report/plain?lang=en").body()));
    post("/report/plain?lang=en", form);
    form.put("do", "message");
    form.put("messageId", "m-1");
    post(at, form);
    form.put("words", "other words");
    String taken = post(at, form).body();
    assertThat(taken)
        .contains(words.text("case.messageTaken"), ">other words</textarea>")
        .doesNotContain("href=\"#messageId\"");
    form.put("messageId", found(MESSAGE, taken));
    assertThat(post(at, form).body()).contains(words.text("case.added"), ">other words</p>");
    form.put("do", "change");
    form.put("newReceipt", form.getOrDefault("receipt", ""));
    assertThat(post(at, form).body())
        .contains(words.text("case.receiptTaken"))
        .doesNotContain("href=\"#newReceipt\"");
  }

  /// E: what nobody can make out is not left out without a word.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-02-30T10:00",
        "2026-11-29",
        "+12026-11-29T18:30",
        "0000-01-01T10:00"
      })
  void aMomentThatCannotBeReadIsMended(String observed) throws Exception {
    Map<String, String> form = report(found(RECEIPT, get("/report/plain?lang=en").body()));
    form.put("observedAt", observed);
    assertThat(post("/report/plain?lang=en", form).body())
        .contains("id=\"observedAt-error\"", "href=\"#observedAt\"")
        .contains(new PageWords(Language.EN).text("report.observedWrong"), SECRET);
  }

  /// E: what stands for the same moment is the same report.
  @Test
  void aMomentIsReadWithSeconds() throws Exception {
    PageWords words = new PageWords(Language.EN);
    Map<String, String> form = report(found(RECEIPT, get("/report/plain?lang=en").body()));
    for (String observed :
        List.of("2025-11-29T18:30", "2025-11-29T18:30:00.000", "2025-11-29 18:30")) {
      form.put("observedAt", observed);
      assertThat(post("/report/plain?lang=en", form).body())
          .as(observed)
          .contains(words.text("received.heading"));
    }
    form.put("observedAt", "2025-11-29T18:30:15");
    assertThat(post("/report/plain?lang=en", form).body()).contains(words.text("form.taken"));
  }

  /// F: whether it is an exercise is known before anything is sent, and what only the code says is
  /// not in the form any more for whoever deletes the code.
  @Test
  void anExerciseIsToldBeforeAnythingIsSent() throws Exception {
    PageWords words = new PageWords(Language.EN);
    Map<String, String> form = report(found(RECEIPT, get("/r/plain?lang=en").body()));
    form.keySet().removeAll(List.of("area", "gatekeeperKind"));
    form.put("siteCode", exercise());
    queries.refused = Set.of(PageDocument.POSTER);
    assertThat(post("/report/plain?lang=en", form).body())
        .contains(words.text("report.unchecked"), "id=\"siteCode-error\"", SECRET)
        .doesNotContain("sw-code");
    queries.refused = Set.of();
    String told = post("/report/plain?lang=en", form).body();
    assertThat(told)
        .contains(words.text("report.exercise"), SECRET)
        .doesNotContain("value=\"63000030\" selected", "value=\"CLINIC\" selected");
    form.put("exercise", found(EXERCISE, told));
    Map<String, String> others = new LinkedHashMap<>(form);
    others.put("siteCode", exercise());
    assertThat(post("/report/plain?lang=en", others).body())
        .as("another code")
        .contains(words.text("report.exercise"));
    // C: the page with the receipt says it, too.
    assertThat(post("/report/plain?lang=en", form).body())
        .contains(words.text("received.heading"), "This is an exercise");
  }

  private String exercise() {
    return codes
        .issue(
            "tpe",
            "CLINIC",
            directory.area("63000030").orElseThrow(),
            "安心診所",
            "Anxin Clinic",
            1,
            LocalDate.now(ZoneOffset.UTC).plusDays(2))
        .getFirst()
        .code();
  }

  /// J: a conversation of more messages than one page shows.
  @Test
  void theWholeConversationCanBeRead() throws Exception {
    PageWords words = new PageWords(Language.EN);
    String at = "/case/plain?lang=en";
    Map<String, String> form = report(found(RECEIPT, get("/report/plain?lang=en").body()));
    String receipt = form.getOrDefault("receipt", "");
    post("/report/plain?lang=en", form);
    Visit visit = Visit.of(io.micronaut.http.HttpRequest.POST(at, ""));
    for (int i = 1; i <= 98; i++) {
      say(receipt, i, visit);
    }
    assertThat(post(at, Map.of("receipt", receipt)).body())
        .as("a conversation of just one page")
        .contains(SECRET, ">message 98</p>")
        .doesNotContain(words.text("case.earlier"));
    for (int i = 99; i <= 100; i++) {
      say(receipt, i, visit);
    }
    String latest = post(at, Map.of("receipt", receipt)).body();
    assertThat(latest)
        .contains(">message 2</p>", ">message 100</p>", words.text("case.earlier"))
        .doesNotContain(SECRET, ">message 1</p>", words.text("case.latest"));
    String before = found(BEFORE, latest);
    assertThat(post(at, Map.of("receipt", receipt, "do", "earlier", "before", before)).body())
        .contains(">" + SECRET + "</p>", ">message 1</p>", words.text("case.latest"))
        .doesNotContain(">message 2</p>", words.text("case.earlier"));
  }

  private void say(String receipt, int number, Visit visit) {
    Map<String, String> message =
        Map.of("receipt", receipt, "messageId", "m-" + number, "words", "message " + number);
    queries.ask(PageDocument.ADD_MESSAGE, Map.of("input", message), visit).join();
  }

  /// K: the switch of languages sends what was typed with it, and the key that sends a form sends
  /// it.
  @ParameterizedTest
  @ValueSource(strings = {"/report/plain", "/r/plain", "/help/plain", "/case/plain"})
  void theSwitchOfLanguagesBelongsToTheForm(String path) throws Exception {
    String html = get(path + "?lang=en").body();
    String sent = path.equals("/r/plain") ? "/report/plain" : path;
    assertThat(html)
        .containsOnlyOnce("<form id=\"form\" method=\"post\" action=\"" + sent)
        .contains("form=\"form\" formaction=\"" + sent + "?lang=vi\" formnovalidate")
        .doesNotContain("hreflang");
    Matcher first = Pattern.compile("<[^>]*type=\"submit\"[^>]*>").matcher(html);
    assertThat(first.find()).isTrue();
    assertThat(first.group()).contains("form=\"form\"").doesNotContain("formaction");
    assertThat(first.group().contains("name=\"send\" value=\"1\""))
        .isEqualTo(!path.equals("/case/plain"));
  }

  /// K: on the page of a case, too, and where a receipt was typed nothing is opened.
  @Test
  void theSwitchOfLanguagesKeepsAMessage() throws Exception {
    Map<String, String> form = report(found(RECEIPT, get("/report/plain?lang=en").body()));
    post("/report/plain?lang=en", form);
    String receipt = form.getOrDefault("receipt", "");
    String page = post("/case/plain?lang=en", Map.of("receipt", receipt)).body();
    Map<String, String> typed = new LinkedHashMap<>(Map.of("receipt", receipt, "do", "language"));
    assertThat(post("/case/plain?lang=vi", typed).body())
        .contains("id=\"receipt\"", "value=\"" + receipt)
        .doesNotContain(SECRET, "govuk-error-summary");
    typed.putAll(Map.of("messageId", found(MESSAGE, page), "words", "half a", "danger", "1"));
    String switched = post("/case/plain?lang=vi", typed).body();
    assertThat(switched)
        .contains(">half a</textarea>", ">" + SECRET + "</p>")
        .containsPattern("name=\"danger\" value=\"1\" checked");
    assertThat(found(MESSAGE, switched)).isEqualTo(typed.get("messageId"));
  }

  /// G: an observer sees the length of what is encrypted.
  @Test
  void theLengthTellsNothing() throws Exception {
    Map<String, String> form = report(found(RECEIPT, get("/report/plain?lang=en").body()));
    List<Integer> lengths = new ArrayList<>();
    lengths.add(length(post("/report/plain?lang=en", form)));
    for (String words : List.of("a", "somewhat longer words")) {
      Map<String, String> message = new LinkedHashMap<>(form);
      message.putAll(Map.of("do", "message", "words", words));
      lengths.add(length(post("/case/plain?lang=en", message)));
      form.remove("area");
      form.put("words", words);
      lengths.add(length(post("/report/plain?lang=en", form)));
    }
    lengths.add(length(post("/case/plain?lang=en", Map.of("receipt", "none"))));
    lengths.add(length(get("/help/plain?lang=en")));
    assertThat(lengths).allMatch(each -> each == 16_384 || each % 32_768 == 0);
  }

  private static int length(HttpResponse<String> page) {
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store, no-transform");
    return page.body().getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void everyFormHasAReceiptOfItsOwn() throws Exception {
    for (String path :
        List.of("/report/plain?lang=en", "/r/plain?lang=en", "/help/plain?lang=en")) {
      assertThat(found(RECEIPT, get(path).body())).isNotEqualTo(found(RECEIPT, get(path).body()));
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aReportIsSentOnceAndReadByItsReceipt(Language language) throws Exception {
    String lang = "?lang=" + language.tag();
    PageWords words = new PageWords(language);
    Map<String, String> form = report(found(RECEIPT, get("/report/plain" + lang).body()));
    String receipt = form.get("receipt");
    HttpResponse<String> sent = post("/report/plain" + lang, form);
    assertThat(sent.statusCode()).isEqualTo(200);
    assertThat(sent.headers().firstValue("Cache-Control")).contains("no-store, no-transform");
    assertThat(sent.body())
        .contains(words.text("received.heading"), receipt, "href=\"tel:110\"")
        .doesNotContain(SECRET, "null");
    // After a lost answer the browser sends the same again.
    assertThat(post("/report/plain" + lang, form).body())
        .contains(words.text("received.heading"), receipt);
    String opened = post("/case/plain" + lang, Map.of("receipt", receipt)).body();
    assertThat(opened).containsOnlyOnce(SECRET).contains("href=\"tel:110\"").doesNotContain("null");
    assertThat(addresses(opened)).noneMatch(each -> each.contains(receipt));
    assertThat(opened.split(Pattern.quote("sw-talk"))).hasSize(2);
  }

  @Test
  void aFormWithAMistakeComesBackFilledIn() throws Exception {
    PageWords words = new PageWords(Language.EN);
    for (String missing : List.of("urgency", "topic", "words", "area")) {
      Map<String, String> form = report(found(RECEIPT, get("/report/plain?lang=en").body()));
      form.put("place", "third floor \"left\"");
      form.put("indicators.HARM_ACT", "1");
      form.remove(missing);
      String back = post("/report/plain?lang=en", form).body();
      assertThat(back)
          .contains("govuk-error-summary", "href=\"#" + missing + "\"", "id=\"" + missing + "\"")
          .contains("id=\"" + missing + "-error\"", words.text("form.missing." + missing))
          .contains(form.get("receipt"), "third floor &#34;left&#34;", "href=\"tel:110\"")
          .containsPattern("name=\"indicators.HARM_ACT\" value=\"1\" checked");
      assertThat(back.indexOf("govuk-error-summary")).isLessThan(back.indexOf("id=\"urgency\""));
      // Nothing was stored, so the mended form is a first try.
      form.putAll(report(form.getOrDefault("receipt", "")));
      assertThat(post("/report/plain?lang=en", form).body())
          .contains(words.text("received.heading"));
    }
    // What the schema refuses is named like what is missing.
    Map<String, String> long3001 = report(found(RECEIPT, get("/report/plain?lang=vi").body()));
    long3001.put("words", "x".repeat(3001));
    assertThat(post("/report/plain?lang=vi", long3001).body())
        .contains("id=\"words-error\"", long3001.get("receipt"), "x".repeat(3001));
  }

  @Test
  void theSwitchOfLanguagesSendsNothing() throws Exception {
    Map<String, String> form = report(found(RECEIPT, get("/report/plain?lang=en").body()));
    String receipt = form.get("receipt");
    form.remove("send");
    assertThat(post("/report/plain?lang=th", form).body()).contains(SECRET, receipt);
    assertThat(post("/case/plain?lang=en", Map.of("receipt", receipt)).body())
        .contains(new PageWords(Language.EN).text("case.unknown"));
  }

  /// A day had another name here than in the directory: the runtime's.
  @Test
  void daysHaveTheNamesThatTheDirectoryGivesThem() throws Exception {
    assertThat(get("/help/plain?lang=zh-TW").body()).contains("週一", "週日").doesNotContain("星期");
    assertThat(get("/help/plain?lang=vi").body()).contains("Thứ Hai", "Chủ Nhật");
  }

  @Test
  void helpIsAskedForWithTimesThatAreSafe() throws Exception {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("receipt", found(RECEIPT, get("/help/plain?lang=vi").body()));
    form.put("urgency", "URGENT");
    form.put("topic", "DOMESTIC_VIOLENCE");
    form.put("words", "Chồng tôi đánh tôi");
    form.put("area", "65000010");
    form.put("contact", "0912345678");
    form.put("contactKind", "VOICE");
    form.put("interpreter", "vi");
    form.put("by.PHONE", "1");
    form.put("days.1", "1");
    form.put("days.3", "1");
    form.put("from", "09:00");
    form.put("mayLeaveMessage", "no");
    form.put("send", "1");
    assertThat(post("/help/plain?lang=vi", form).body())
        .contains("id=\"to-error\"", "Chồng tôi đánh tôi")
        .containsPattern("name=\"days.3\" value=\"1\" checked");
    form.put("to", "11:30");
    assertThat(post("/help/plain?lang=vi", form).body())
        .contains(new PageWords(Language.VI).text("received.heading"))
        .doesNotContain("Chồng tôi");
    assertThat(post("/case/plain?lang=vi", Map.of("receipt", form.get("receipt"))).body())
        .contains("Chồng tôi đánh tôi");
  }

  @Test
  void aCaseIsWrittenToMovedProvedAndErased() throws Exception {
    PageWords words = new PageWords(Language.EN);
    String at = "/case/plain?lang=en";
    Map<String, String> form = report(found(RECEIPT, get("/report/plain?lang=en").body()));
    String receipt = form.getOrDefault("receipt", "");
    post("/report/plain?lang=en", form);
    String page = post(at, Map.of("receipt", receipt.toLowerCase(Locale.ROOT))).body();
    Map<String, String> message =
        Map.of(
            "receipt",
            receipt,
            "messageId",
            found(MESSAGE, page),
            "words",
            "call at noon",
            "do",
            "message");
    String added = post(at, message).body();
    assertThat(added).contains(words.text("case.added"), "call at noon");
    assertThat(post(at, message).body()).containsOnlyOnce("call at noon");
    assertThat(found(MESSAGE, added)).isNotEqualTo(message.get("messageId"));
    assertThat(post(at, Map.of("receipt", receipt, "words", "", "do", "message")).body())
        .contains("id=\"words-error\"", "govuk-error-summary");
    String proof = post(at, Map.of("receipt", receipt, "do", "proof")).body();
    assertThat(proof).contains(words.text("case.proof")).doesNotContain(SECRET, "call at noon");
    String next = found(NEXT, page);
    Map<String, String> change = Map.of("receipt", receipt, "newReceipt", next, "do", "change");
    // A: it can be written down before, and is shown whatever cannot be read after it.
    assertThat(page).contains("class=\"sw-code\">" + next);
    queries.refused = Set.of(PageDocument.CASE, PageDocument.PLAIN);
    for (int times = 0; times < 2; times++) {
      assertThat(post(at, change).body())
          .contains("class=\"sw-code\">" + next, words.text("case.changed"));
    }
    queries.refused = Set.of();
    assertThat(post(at, Map.of("receipt", next)).body()).contains(SECRET);
    assertThat(post(at, Map.of("receipt", receipt)).body()).contains(words.text("case.unknown"));
    assertThat(post(at, Map.of("receipt", next, "do", "erase")).body())
        .contains(words.text("case.eraseFirst"), SECRET);
    assertThat(post(at, Map.of("receipt", next, "do", "erase", "sure", "1")).body())
        .contains(words.text("case.erased"))
        .doesNotContain(SECRET, next);
    assertThat(post(at, Map.of("receipt", next)).body()).contains(words.text("case.unknown"));
    for (String none : List.of("", "x", "KQZKB-6FAGN", "\"><b>")) {
      assertThat(post(at, Map.of("receipt", none)).body())
          .as(none)
          .contains(words.text("case.unknown"), "id=\"receipt-error\"")
          .doesNotContain("<b>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/report/plain", "/help/plain", "/case/plain"})
  void aFormOfAnotherSiteOrInAnotherCharsetIsRefused(String path) throws Exception {
    for (String body : List.of("send=1", "receipt=x")) {
      HttpResponse<String> refused = send(form(path, body).header("Sec-Fetch-Site", "cross-site"));
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("href=\"tel:110\"", "href=\"tel:119\"");
    }
    HttpResponse<String> unread = send(form(path, "words=%E5%AE"));
    assertThat(unread.statusCode()).isEqualTo(400);
    assertThat(unread.body()).contains("href=\"tel:110\"");
  }

  /// Refusals at these addresses loaded the scripts and the worker of ordinary pages, and their
  /// languages led to the first page.
  @ParameterizedTest
  @ValueSource(strings = {"/report/plain", "/help/plain", "/case/plain", "/r/plain"})
  void aRefusalAtTheAddressOfACaseIsPrivate(String path) throws Exception {
    String missing = get(path.replaceFirst("plain", "none")).body();
    assertThat(addresses(missing))
        .contains(path.replaceFirst("/plain", "") + "?lang=vi")
        .doesNotContain("/?lang=vi");
    String sent = send(form(path, "words=%E5%AE")).body();
    assertThat(sent).doesNotContain("hreflang");
    for (String refused : List.of(missing, sent)) {
      assertThat(refused)
          .contains("data-private=\"case\"", "href=\"tel:110\"", "leave.js")
          .doesNotContain("pages.js", "manifest", "id=\"forget\"");
    }
    assertThat(get("/none").body()).contains("pages.js", "href=\"/?lang=vi\"");
  }

  @Test
  void aChoiceThatThereIsNotIsRefused() throws Exception {
    Map<String, String> form = report(found(RECEIPT, get("/report/plain?lang=en").body()));
    form.put("topic", "NOTHING");
    HttpResponse<String> refused = post("/report/plain?lang=en", form);
    assertThat(refused.statusCode()).isBetween(400, 499);
    assertThat(refused.body()).contains("href=\"tel:110\"");
  }

  private static Map<String, String> report(String receipt) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("receipt", receipt);
    form.put("urgency", "ROUTINE");
    form.put("topic", "CHILD_PROTECTION");
    form.put("words", SECRET);
    form.put("area", "65000010");
    form.put("gatekeeperKind", "CONVENIENCE_STORE");
    form.put("send", "1");
    return form;
  }

  private static String found(Pattern pattern, String html) {
    Matcher matcher = pattern.matcher(html);
    assertThat(matcher.find()).as(pattern + " in " + html).isTrue();
    return matcher.group(1);
  }

  private static List<String> addresses(String html) {
    return ADDRESS.matcher(html).results().map(match -> match.group(1)).toList();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(address(path)).header("Accept", "text/html"));
  }

  private HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
    return send(
        form(
            path,
            fields.entrySet().stream()
                .map(field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))));
  }

  private HttpRequest.Builder form(String path, String body) {
    return HttpRequest.newBuilder(address(path))
        .header("Accept", "text/html")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  private URI address(String path) {
    return server.getURI().resolve(path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
