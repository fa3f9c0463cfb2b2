package tw.shouwang.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.i18n.Language;

/// The pages over HTTP, as a browser without scripts gets them.
@MicronautTest(transactional = false)
class PagesIT implements EmbeddedTest {

  private static final Set<String> SEALED = Set.of("/report", "/r", "/help", "/case");
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final List<String> PATHS =
      List.of(
          "/",
          "/lines/tw.hotline.113",
          "/guide",
          "/steps",
          "/figures",
          "/accessibility",
          "/keys",
          "/agency",
          "/report",
          "/r",
          "/help",
          "/case",
          "/report/plain",
          "/r",
          "/r/plain",
          "/help/plain",
          "/case/plain",
          "/nowhere");
  private static final Pattern ADDRESS = Pattern.compile("(?:href|action|src)=\"([^\"]*)\"");

  private static final Pattern BUTTON =
      Pattern.compile("class=\"sw-call[^\"]*\" href=\"((?:tel|sms):[^\"]*)\"");

  @Inject EmbeddedServer server;
  @Inject JsonMapper json;
  private final HttpClient client = HttpClient.newHttpClient();

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyPageIsInTheLanguageThatItsAddressNames(Language language) throws Exception {
    for (String path : PATHS) {
      HttpResponse<String> page = get(path + "?lang=" + language.tag());
      assertThat(page.statusCode()).as(path).isEqualTo(path.equals("/nowhere") ? 404 : 200);
      assertIsPage(page, language);
    }
    String lang = "?lang=" + language.tag();
    assertIsPage(post("/search" + lang, "text=113&area="), language);
    assertIsPage(post("/guide" + lang, "question=violence&answer=yes"), language);
    assertIsPage(post("/agency" + lang, "token=none"), language);
  }

  /// The pages of the guide: one question each, the advice on top once there is some.
  @Test
  void theGuideAsksOneQuestionAPageAndAdvisesOnTop() throws Exception {
    PageWords words = new PageWords(Language.EN);
    String first = get("/guide?lang=en").body();
    assertThat(first)
        .contains(words.text("guide.immediateDanger"))
        .doesNotContain(words.text("guide.suicidalThoughts"), "id=\"advice\"");
    String second = post("/guide?lang=en", "question=immediateDanger&answer=no").body();
    assertThat(second)
        .contains(words.text("guide.suicidalThoughts"))
        .contains("name=\"immediateDanger\" value=\"no\"")
        .doesNotContain("id=\"advice\"");
    String told =
        post("/guide?lang=en", "immediateDanger=no&question=suicidalThoughts&answer=yes").body();
    assertThat(told).contains("id=\"advice\"", "href=\"tel:1925\"");
    assertThat(told.indexOf("id=\"advice\"")).isLessThan(told.indexOf("<h1"));
    assertThat(addresses(told)).noneMatch(each -> each.contains("suicid"));
    String back = post("/guide?lang=en", "immediateDanger=no&suicidalThoughts=yes&back=1").body();
    assertThat(back)
        .contains("<h1", words.text("guide.suicidalThoughts"))
        .doesNotContain("name=\"suicidalThoughts\"");
    String all =
        GuidePages.QUESTIONS.stream()
            .map(question -> question + "=skip")
            .collect(Collectors.joining("&"));
    assertThat(post("/guide?lang=en", all).body())
        .contains(words.text("guide.done"), "id=\"advice\"");
  }

  @Test
  void anAgencysTokenStandsInNoAddress() throws Exception {
    String token = "a.token-that-is-none";
    HttpResponse<String> refused = post("/agency?lang=en", "token=https://a.example/x%23" + token);
    assertThat(refused.statusCode()).isEqualTo(200);
    assertThat(refused.body()).contains("role=\"alert\"");
    assertThat(addresses(refused.body())).noneMatch(each -> each.contains(token));
    HttpResponse<String> answered =
        post("/agency/answer?lang=en", "token=" + token + "&version=x&wrong=1&correction=");
    assertThat(answered.statusCode()).isEqualTo(200);
    assertThat(answered.body()).contains("role=\"status\"").doesNotContain(token);
  }

  /// Another language keeps what was chosen and typed, and puts none of it into an address: the
  /// district alone may stand there.
  @Test
  void anotherLanguageKeepsWhatWasChosen() throws Exception {
    String guide =
        post("/guide?lang=en&area=65000010", "question=immediateDanger&answer=yes").body();
    assertThat(guide)
        .contains("action=\"/guide?lang=vi&amp;area=65000010\"")
        .contains("name=\"immediateDanger\" value=\"yes\"");
    String typed =
        post("/agency?lang=vi", "do=language&token=https://a.example/agency%23half+a+link").body();
    assertThat(typed).contains("value=\"half a link\"").doesNotContain("role=\"alert\"");
    assertThat(post("/agency?lang=vi", "token=half+a+link").body()).contains("role=\"alert\"");
    for (String page : List.of(guide, typed)) {
      assertThat(addresses(page)).noneMatch(each -> each.contains("yes") || each.contains("half"));
    }
  }

  @Test
  void everyWordOfATemplateIsAMessage() throws IOException {
    PageWords words = new PageWords(Language.ZH_TW);
    Pattern key = Pattern.compile("frame\\.text\\(\"([A-Za-z0-9.]+[A-Za-z0-9])\"");
    try (Stream<Path> templates = Files.walk(Path.of("src/main/jte"))) {
      for (Path template : templates.filter(Files::isRegularFile).toList()) {
        assertThat(all(key, Files.readString(template)))
            .as(template.toString())
            .allMatch(words::has);
      }
    }
    assertThat(GuidePages.QUESTIONS).allMatch(question -> words.has("guide." + question));
  }

  private static void assertIsPage(HttpResponse<String> page, Language language) {
    String html = page.body();
    assertThat(page.headers().firstValue("Content-Language")).contains(language.tag());
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(html)
        .startsWith("<!doctype html>\n<html lang=\"" + language.tag() + "\"")
        .contains("<title>" + new PageWords(language).text("title") + "</title>")
        .contains("id=\"leave\"")
        .doesNotContain("null", "${", "@if");
    // The emergency numbers stand before everything else of a page.
    assertThat(html.indexOf("href=\"tel:110\""))
        .isPositive()
        .isLessThan(html.indexOf("href=\"tel:119\""))
        .isLessThan(html.indexOf("<h1"));
    for (Language other : Language.values()) {
      assertThat(html).contains(PageWords.ownName(other));
    }
  }

  @Test
  void nothingInAPageRunsOrStyles() throws Exception {
    for (String path : PATHS) {
      HttpResponse<String> page = get(path);
      String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
      assertThat(policy)
          .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
          .contains(SEALED.contains(path) ? "form-action 'none'" : "form-action 'self'")
          .contains("require-trusted-types-for 'script'")
          .doesNotContain("unsafe", "data:", "*");
      assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
      assertThat(page.body())
          .doesNotContainPattern("<script(?![^>]* src=)")
          .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|javascript:");
    }
  }

  @Test
  void whatIsTypedIsShownAsText() throws Exception {
    String typed = "\"><script>alert(1)</script>&amp;'";
    String page = post("/search", "text=" + encoded(typed)).body();
    assertThat(page)
        .contains("value=\"&#34;>&lt;script>alert(1)&lt;/script>&amp;amp;&#39;\"")
        .doesNotContain("<script>alert");
  }

  @Test
  void whatIsTypedStandsInNoAddress() throws Exception {
    String typed = "zebra-in-the-attic";
    HttpResponse<String> page = post("/search?lang=en", "text=" + typed + "&area=63000030");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("value=\"" + typed + "\"");
    assertThat(addresses(page.body())).isNotEmpty().noneMatch(each -> each.contains(typed));
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.headers().firstValue("Location")).isEmpty();
    assertThat(get("/search?text=" + typed).statusCode()).isEqualTo(405);
  }

  @Test
  void aFormOfAnotherSiteIsRefusedWithTheEmergencyNumbers() throws Exception {
    for (HttpRequest.Builder foreign :
        List.of(
            form("/search", "text=113").header("Sec-Fetch-Site", "cross-site"),
            form("/search", "text=113").header("Origin", "https://a.example"),
            form("/search", "text=113").header("Origin", "null"))) {
      HttpResponse<String> refused = send(foreign);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("href=\"tel:110\"", "href=\"tel:119\"");
    }
    String own = "http://" + server.getHost() + ":" + server.getPort();
    for (HttpRequest.Builder ours :
        List.of(
            form("/search", "text=113").header("Sec-Fetch-Site", "same-origin"),
            form("/search", "text=113").header("Sec-Fetch-Site", "none"),
            form("/search", "text=113").header("Origin", own),
            form("/search", "text=113"))) {
      assertThat(send(ours).statusCode()).isEqualTo(200);
    }
    assertThat(send(request("/").header("Sec-Fetch-Site", "cross-site")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aFormIsReadStrictlyAsUtf8() throws Exception {
    assertThat(post("/search", "text=%E5%AE%B6").statusCode()).isEqualTo(200);
    for (String unread : List.of("text=%E5%AE", "text=%", "text=%zz", "text=\u00e9%ff")) {
      HttpResponse<String> refused = post("/search", unread);
      assertThat(refused.statusCode()).as(unread).isEqualTo(400);
      assertThat(refused.body()).contains("href=\"tel:110\"");
    }
    HttpResponse<String> json =
        send(form("/search", "{}").setHeader("Content-Type", "application/json"));
    assertThat(json.statusCode()).isEqualTo(415);
  }

  @Test
  void aPageShowsWhatTheSchemaAnswers() throws Exception {
    String answer =
        send(HttpRequest.newBuilder(address("/graphql"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"query\":\"{ resources(filter: {area: \\\"65000010\\\", openNow: true,"
                            + " kinds: [HOTLINE, CHAT, CENTRE, DUTY_CENTRE, WELFARE_CENTRE,"
                            + " MENTAL_HEALTH_CENTRE]}, first: 10) { nodes { key } } }\"}")))
            .body();
    List<String> keys = all(Pattern.compile("\"key\":\"([^\"]+)\""), answer);
    String page = get("/?area=65000010").body();
    assertThat(all(Pattern.compile("<h3[^>]*><a[^>]*href=\"/lines/([^?\"]+)"), page))
        .isNotEmpty()
        .isEqualTo(keys);
  }

  /// A number that is answered for one city alone is no button for somebody who may be elsewhere.
  @Test
  void aBoundContactIsAButtonOnlyWhereItIsValid() throws Exception {
    Set<String> bound = new HashSet<>();
    Set<String> free = new HashSet<>();
    List<String> pages = new ArrayList<>(List.of("/", "/nowhere", "/guide", "/offline"));
    JsonNode pack =
        json.readValue(
            Files.readAllBytes(Path.of("src/main/resources/directory/pack.json")),
            Argument.of(JsonNode.class));
    for (JsonNode entry : Objects.requireNonNull(pack.get("entries")).values()) {
      pages.add("/lines/" + Objects.requireNonNull(entry.get("key")).getStringValue());
      for (JsonNode contact :
          entry.get("contacts") == null ? List.<JsonNode>of() : entry.get("contacts").values()) {
        if (contact.get("dial") != null) {
          boolean isBound = contact.get("coverage") != null && contact.get("coverage").size() > 0;
          (isBound ? bound : free).add(contact.get("dial").getStringValue().replaceAll("\\D", ""));
        }
      }
    }
    bound.removeAll(free);
    assertThat(bound).hasSizeGreaterThan(20).contains("0911511902");
    Map<String, String> shown = new HashMap<>();
    for (String path : pages) {
      shown.put(path, get(path).body());
    }
    for (String text : List.of("119", "110", "fire", "聽障報案")) {
      shown.put("search " + text, post("/search", "text=" + encoded(text) + "&area=").body());
    }
    for (String question : GuidePages.QUESTIONS) {
      shown.put(question, post("/guide", question + "=yes").body());
    }
    shown.forEach((page, html) ->
        assertThat(all(BUTTON, html))
            .as(page)
            .isNotEmpty()
            .noneMatch(number -> bound.contains(number.replaceAll("\\D", ""))));
    // It stays in the list with its place, and is a button there.
    assertThat(shown.get("/lines/tw.emergency.119"))
        .containsPattern("(?s)>臺北市</span>\\s*<a class=\"govuk-link\" href=\"sms:0911511902\"");
    for (String area : List.of("63000", "63000030")) {
      assertThat(all(BUTTON, get("/lines/tw.emergency.119?area=" + area).body()))
          .contains("sms:0911511902")
          .doesNotContain("sms:0911511904");
    }
    assertThat(all(BUTTON, get("/lines/tw.emergency.119?area=65000010").body()))
        .contains("sms:0911510495")
        .doesNotContain("sms:0911511902");
  }

  /// A chat that is answered in the afternoon alone, at a line that is called all day.
  @Test
  void aContactThatIsAnsweredAtOtherTimesSaysSo() throws Exception {
    PageWords words = new PageWords(Language.EN);
    assertThat(contacts(words, "/lines/tw.hotline.0800257085?lang=en"))
        .containsOnlyOnce(words.text("line.hours") + ": ")
        .contains("13:30")
        .doesNotContain("09:00");
    assertThat(contacts(words, "/lines/tw.hotline.113?lang=en"))
        .doesNotContain(words.text("line.hours") + ": ");
  }

  private String contacts(PageWords words, String line) throws IOException {
    String page = get(line).body();
    return page.substring(page.indexOf(words.text("line.contacts")), page.indexOf("id=\"share\""));
  }

  @Test
  void anAddressOfBeforeStillShowsItsLine() throws Exception {
    HttpResponse<String> before = get("/directory/tw.hotline.113");
    assertThat(before.statusCode()).isEqualTo(200);
    assertThat(before.body()).isEqualTo(get("/lines/tw.hotline.113").body());
  }

  @Test
  void whoKnowsThePageIsToldThatItHolds() throws Exception {
    for (String path : List.of("/?lang=vi", "/lines/tw.hotline.113?lang=vi")) {
      HttpResponse<String> first = get(path);
      assertThat(first.headers().firstValue("Cache-Control").orElse("")).contains("public");
      String tag = first.headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> again = send(request(path).header("If-None-Match", tag));
      if (again.statusCode() != 304) {
        // A minute ended in between.
        assertThat(again.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
      } else {
        assertThat(again.body()).isEmpty();
      }
    }
    assertThat(get("/").headers().firstValue("Cache-Control").orElse("")).contains("private");
    assertThat(get("/").headers().firstValue("Vary")).contains("Accept-Language");
  }

  @Test
  void aWrongAddressIsAPageForPeopleAndAnAnswerForPrograms() throws Exception {
    for (String path : List.of("/nowhere", "/lines/tw.none", "/directory/tw.none", "/a/b/c")) {
      HttpResponse<String> page = get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(404);
      assertThat(page.body()).as(path).contains("href=\"tel:110\"", "<h1");
      assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }
    HttpResponse<String> program =
        send(HttpRequest.newBuilder(address("/nowhere")).header("Accept", "application/json"));
    assertThat(program.body()).startsWith("{\"errors\":[{");
  }

  private static Stream<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1));
  }

  private static List<String> all(Pattern pattern, String text) {
    return matches(pattern, text).toList();
  }

  private static List<String> addresses(String html) {
    Matcher found = ADDRESS.matcher(html);
    return found.results().map(match -> match.group(1)).toList();
  }

  private HttpResponse<String> get(String path) throws IOException {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address(path)).header("Accept", BROWSER);
  }

  private HttpResponse<String> post(String path, String body) throws IOException {
    return send(form(path, body));
  }

  private HttpRequest.Builder form(String path, String body) {
    return request(path).header("Content-Type", FORM).POST(BodyPublishers.ofString(body));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private URI address(String path) {
    return server.getURI().resolve(path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
