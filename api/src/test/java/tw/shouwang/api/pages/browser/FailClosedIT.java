package tw.shouwang.api.pages.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.pages.browser.SealedVisits.Visitor;
import tw.shouwang.foundation.Hashes;

/// A sealed page that cannot seal sends nothing at all.
@MicronautTest(transactional = false)
class FailClosedIT implements EmbeddedTest {

  private static final String SECRET = "mi secreto 7731";

  /// Takes away what older browsers lack.
  static final String NO_CURVES =
      """
      for (const [name, at] of [["generateKey", 0], ["importKey", 2]]) {
        const own = crypto.subtle[name].bind(crypto.subtle);
        crypto.subtle[name] = async (...given) => {
          if (/25519/.test(given[at].name ?? given[at])) throw new DOMException("", "NotSupportedError");
          return own(...given);
        };
      }
      """;

  /// Remembers the scripts that were not run.
  private static final String FAILED =
      """
      window.failed = [];
      addEventListener("error", ({ target }) => failed.push(`${target.src}`.split("/").at(-1)), true);
      """;

  private static final Pattern TAG =
      Pattern.compile("<(?:script|link rel=\"stylesheet\")[^>]*(?:src|href)=\"([^\"]*)\"[^>]*>");
  private static final Pattern INTEGRITY = Pattern.compile(" integrity=\"([^\"]*)\"");

  @Inject EmbeddedServer server;

  private final HttpClient http = HttpClient.newHttpClient();

  /// What goes wrong, and what the page says then; without a text, no script of ours runs, and what
  /// stands in the page holds.
  private enum Wrong {
    SCRIPT_BLOCKED(page -> page.route("**/sealed.js", Route::abort), null),
    LEAF_MISSING(
        page ->
            page.route(
                "**/envelope.js",
                route -> route.fulfill(new Route.FulfillOptions().setStatus(404))),
        null),
    MODULE_THROWS(
        page ->
            page.addInitScript(
                """
                document.addEventListener = (type, ...more) => {
                  if (type === "visibilitychange") throw new Error();
                  EventTarget.prototype.addEventListener.call(document, type, ...more);
                };
                """),
        null),
    ARMING_THROWS(
        page ->
            page.addInitScript(
                "Object.defineProperty(HTMLElement.prototype, 'dataset',"
                    + " { get() { throw new Error(); } })"),
        null),
    NO_CRYPTO(
        page ->
            page.addInitScript(
                "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })"),
        "fail.crypto"),
    CURVES_CHANGED(
        page -> {
          page.addInitScript(NO_CURVES);
          page.route("**/curves.js", Wrong::withMore);
        },
        "fail.crypto"),
    NO_ANCHORS(
        page ->
            page.route(
                "**/anchors.json",
                route -> route.fulfill(new Route.FulfillOptions().setStatus(404))),
        "fail.keys"),
    KEYSETS_AWAY(
        page ->
            page.route(
                "**/graphql",
                route ->
                    route.fulfill(
                        new Route.FulfillOptions()
                            .setStatus(429)
                            .setHeaders(Map.of("Retry-After", "60"))
                            .setBody("{}"))),
        "fail.keys"),
    KEYSET_UNSIGNED(
        page ->
            page.route(
                "**/graphql",
                route ->
                    route.fulfill(
                        new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody(
                                route
                                    .fetch()
                                    .text()
                                    .replaceAll("\"signature\":\"..", "\"signature\":\"AA")))),
        "fail.keys"),
    CLOCK_AHEAD(
        page -> page.clock().setFixedTime(Date.from(Instant.now().plus(Duration.ofDays(730)))),
        "fail.date"),
    CLOCK_BEHIND(
        page -> page.clock().setFixedTime(Date.from(Instant.now().minus(Duration.ofDays(730)))),
        "fail.date");

    private final Consumer<Page> done;
    private final @Nullable String said;

    Wrong(Consumer<Page> done, @Nullable String said) {
      this.done = done;
      this.said = said;
    }

    private static void withMore(Route route) {
      route.fulfill(
          new Route.FulfillOptions()
              .setContentType("text/javascript")
              .setBody(route.fetch().text() + "\n// and a little more\n"));
    }
  }

  /// Scenarios 2, 9, 12, 32 and 33, and scenario 3 for what is loaded by `modulepreload` and
  /// `import()`. What to call and the link stand beside the sentence.
  @ParameterizedTest
  @EnumSource(Wrong.class)
  void nothingIsSentAndThePageSaysSo(Wrong wrong) {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
      Page page = visitor.pages().page;
      wrong.done.accept(page);
      visitor.pages().to("/report?lang=en");
      if (wrong.said != null) {
        page.waitForFunction(
            "key => {"
                + " const said = document.getElementById('said').content"
                + ".querySelector(`[data-say='${key}']`).textContent.slice(0, 15);"
                + " return document.getElementById('sealing').textContent.startsWith(said); }",
            wrong.said);
      }
      fill(page);
      assertThat(page.locator("#send").isDisabled()).isTrue();
      assertThat(page.locator("a[data-plain]").isVisible()).isTrue();
      for (String number : List.of("110", "119")) {
        assertThat(page.locator("a[href='tel:" + number + "']").first().isVisible()).isTrue();
      }
      assertThat(page.url()).doesNotContain("7731");
      assertThat(visitor.showing(SECRET)).isEmpty();
      if (wrong == Wrong.SCRIPT_BLOCKED || wrong == Wrong.CLOCK_AHEAD) {
        visitor.pages().assertReadable(wrong.name());
      }
    }
  }

  /// Scenario 3: whichever module somebody on the way changes, the page does not come to its work.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "asking.js",
        "anchors.js",
        "envelope.js",
        "sealed-page.js",
        "sealed-case.js",
        "sealed-form.js",
        "kept.js",
        "sealed.js"
      })
  void aModuleThatWasChangedStopsThePage(String module) {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
      Page page = visitor.pages().page;
      page.route("**/" + module, Wrong::withMore);
      page.addInitScript(FAILED);
      visitor.pages().to("/report?lang=en");
      page.waitForFunction("() => failed.includes('sealed.js')");
      fill(page);
      assertThat(page.locator("#send").isDisabled()).isTrue();
      assertThat(page.locator("#sealing").textContent()).startsWith("One moment");
      assertThat(visitor.showing(SECRET)).isEmpty();
      assertThat(visitor.queries()).as("but for the keys").hasSizeLessThanOrEqualTo(1);
    }
  }

  /// What keeps receipts on the device is checked as well, and not needed for anything else.
  @Test
  void whatKeepsReceiptsIsNotRunIfItWasChanged() {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
      Page page = visitor.pages().page;
      List<String> said = new ArrayList<>();
      page.onConsoleMessage(message -> said.add(message.text()));
      page.route("**/keep.js", Wrong::withMore);
      visitor.pages().to("/report?lang=en");
      SealedPagesIT.armed(page);
      fill(page);
      page.locator("#received").waitFor();
      page.waitForCondition(() -> said.stream().anyMatch(each -> each.contains("digest")));
      page.locator("#see").click();
      page.locator("#talk li").waitFor();
      assertThat(page.locator("#keep").isVisible()).isFalse();
    }
  }

  /// Scenario 3, where what needs the changed module comes only after it was refused: browsers ask
  /// again for a module that failed.
  @Test
  void aModuleThatComesLateLoadsNoChangedOne() {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
      Page page = visitor.pages().page;
      List<Route> held = new ArrayList<>();
      List<String> said = new ArrayList<>();
      page.onConsoleMessage(message -> said.add(message.text()));
      page.route("**/envelope.js", Wrong::withMore);
      page.route("**/sealed*.js", held::add);
      page.addInitScript(FAILED);
      page.navigate(
          server.getURI() + "/report?lang=en",
          new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
      page.waitForCondition(
          () -> said.stream().anyMatch(each -> each.contains("digest")) && held.size() >= 4);
      held.forEach(Route::resume);
      page.waitForFunction("() => failed.includes('sealed.js')");
      fill(page);
      assertThat(page.locator("#send").isDisabled()).isTrue();
      assertThat(page.locator("#sealing").textContent()).startsWith("One moment");
      assertThat(visitor.showing(SECRET)).isEmpty();
    }
  }

  /// Scenario 2: somebody types and presses the key for sending while the modules are still on
  /// their way, here for as long as that takes. What was typed stays, and is sealed afterwards.
  @Test
  void whoIsFasterThanTheModulesSendsNothing() {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
      Page page = visitor.pages().page;
      List<Route> held = new ArrayList<>();
      page.route("**/envelope.js", held::add);
      page.navigate(
          server.getURI() + "/report?lang=en",
          new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
      fill(page);
      page.waitForCondition(() -> !held.isEmpty());
      assertThat(page.locator("#send").isDisabled()).isTrue();
      assertThat(page.locator("#sealing").textContent()).startsWith("One moment");
      assertThat(visitor.sent()).allMatch(sent -> sent.method().equals("GET") || sent.isQuery());
      assertThat(visitor.showing(SECRET)).isEmpty();

      held.forEach(Route::resume);
      SealedPagesIT.armed(page);
      assertThat(page.locator("#words").inputValue()).isEqualTo(SECRET);
      page.locator("#send").click();
      page.locator("#received").waitFor();
      assertThat(visitor.showing(SECRET)).isEmpty();
      visitor.pages().assertSound();
    }
  }

  private static void fill(Page page) {
    page.locator("[name=urgency][value=URGENT]").check();
    page.locator("[name=topic][value=DOMESTIC_VIOLENCE]").check();
    page.locator("#words").fill(SECRET);
    page.locator("#area").selectOption("65000010");
    page.locator("#person").fill(SECRET);
    page.locator("#person").press("Enter");
    page.evaluate("() => document.getElementById('send').click()");
  }

  /// The other centre's key, another file, and one that names a county twice.
  @Test
  void anchorsThatAreNotRightAreNotUsed() {
    List<UnaryOperator<String>> changes =
        List.of(
            file -> file.replaceAll("\"key\":\"[^\"]*\"", "\"key\":\"" + "A".repeat(43) + "=\""),
            file -> "{\"version\":1,\"centres\":[]}",
            file -> file.replaceAll("\"counties\":\\[[^]]*]", "\"counties\":[\"63000\"]"),
            file -> "[]");
    for (UnaryOperator<String> change : changes) {
      try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
        Page page = visitor.pages().page;
        page.route(
            "**/anchors.json",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(change.apply(route.fetch().text()))));
        visitor.pages().to("/help?lang=en");
        page.waitForFunction(
            "() => document.getElementById('sealing').textContent.startsWith('The keys of')");
        assertThat(page.locator("#send").isDisabled()).isTrue();
      }
    }
  }

  /// Rule 15: for an area whose reports nobody takes, nothing leaves.
  @Test
  void anAreaThatIsNotServedIsToldOnTheDevice() {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
      Page page = visitor.pages().to("/report?lang=en").page;
      SealedPagesIT.armed(page);
      int asked = visitor.sent().size();
      page.locator("[name=urgency][value=URGENT]").check();
      page.locator("[name=topic][value=DOMESTIC_VIOLENCE]").check();
      page.locator("#words").fill(SECRET);
      page.locator("#area").selectOption("64000");
      page.locator("#send").click();
      page.locator("#problem-field").waitFor();
      assertThat(page.locator("[aria-invalid]").getAttribute("id")).isEqualTo("area");
      assertThat(visitor.sent()).hasSize(asked);
      visitor.pages().assertReadable("not served");
    }
  }

  /// Scenario 32: a browser without the curves loads them, checked, and seals.
  @Test
  void aBrowserWithoutCurvesSeals() {
    try (Visitor visitor = SealedVisits.open(server.getURI(), "vi", 390)) {
      Page page = visitor.pages().page;
      page.addInitScript(NO_CURVES);
      page.addInitScript("delete globalThis.indexedDB; delete globalThis.WebAssembly;");
      visitor.pages().to("/report?lang=vi");
      SealedPagesIT.armed(page);
      page.locator("[name=urgency][value=ROUTINE]").check();
      page.locator("[name=topic][value=OTHER]").check();
      page.locator("#words").fill(SECRET);
      page.locator("#area").selectOption("63000030");
      page.locator("#send").click();
      page.locator("#received").waitFor();
      // Rule 28: it cannot keep anything, and says so.
      page.locator("#keep-words").fill("nhớ lấy từ này");
      page.locator("#keep-it").click();
      page.waitForFunction(
          "() => document.getElementById('keep-told').textContent.startsWith('Trình duyệt này')");
      visitor.pages().assertReadable("nothing can be kept");
      assertThat(visitor.sent()).anyMatch(each -> each.url().endsWith("/curves.js"));
      assertThat(visitor.showing(SECRET)).isEmpty();
      visitor.pages().assertSound();
    }
  }

  /// Rule 23: whoever asks gets the same bytes, compressed or not, and nothing in them sends a form
  /// or runs unchecked.
  @ParameterizedTest
  @ValueSource(strings = {"/report", "/r", "/help", "/case"})
  void aSealedPageIsTheSameForEverybody(String path) throws Exception {
    HttpResponse<String> page = get(path + "?lang=vi");
    String html = page.body();
    assertThat(get(path + "?lang=vi&area=63000030", "Cookie", "a=b").body()).isEqualTo(html);
    assertThat(get(path, "Accept-Language", "vi").body()).isEqualTo(html);
    assertThat(get(path + "?lang=th").body()).isNotEqualTo(html);
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store, no-transform");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "form-action 'none'", "trusted-types 'none'")
        .doesNotContain("unsafe", "trusted-types sw", "worker-src");
    assertThat(html)
        .doesNotContain("<form", "manifest", "pages.js", "null\"")
        .doesNotContainPattern("([0-9A-Z]{5}-){4}[0-9A-Z]{5}")
        .contains("<noscript>", "data-plain href=\"" + (path + "/plain") + "?lang=vi\"");
    // A name groups radio buttons and nothing else.
    assertThat(
            Pattern.compile("<[^>]* name=\"[^>]*>").matcher(html).results().map(MatchResult::group))
        .allMatch(tag -> tag.startsWith("<meta") || tag.contains("type=\"radio\""));

    List<String> loaded = new ArrayList<>();
    for (MatchResult tag : TAG.matcher(html).results().toList()) {
      String integrity =
          INTEGRITY
              .matcher(tag.group())
              .results()
              .map(found -> found.group(1))
              .findFirst()
              .orElse("");
      byte[] file =
          http.send(
                  HttpRequest.newBuilder(server.getURI().resolve(tag.group(1))).build(),
                  HttpResponse.BodyHandlers.ofByteArray())
              .body();
      assertThat(integrity)
          .as(tag.group())
          .isEqualTo("sha256-" + Base64.getEncoder().encodeToString(Hashes.sha256(file)));
      // Leaves first: the first mention of a module is the one with its hash.
      Pattern.compile("from \"\\./([^\"]+)\"")
          .matcher(new String(file, StandardCharsets.UTF_8))
          .results()
          .forEach(found -> assertThat(loaded).as(tag.group()).contains(found.group(1)));
      loaded.add(tag.group(1).replaceFirst(".*/", ""));
    }
    assertThat(loaded).contains("envelope.js", "sealed.js").doesNotContain("curves.js", "keep.js");
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.getURI() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
