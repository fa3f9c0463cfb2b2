package tw.shouwang.api.pages.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.database.EmbeddedTest;

/// Somebody takes the phone, or a copy of the browser's profile: nothing that was written, typed or
/// read on the sealed pages is in it.
@MicronautTest(transactional = false)
class BrowserProfileIT implements EmbeddedTest {

  private static final String SECRET = "mi secreto 7731 祕密";
  private static final String WORDS = "mi palabra larga 5319";
  private static final String CONTROL = "nada secreto 4226 公開";

  /// What a browser writes anew, and clears away, in its own time.
  private static final Pattern OFTEN =
      Pattern.compile("indexeddb[.]blob/|[.]leveldb/\\d+[.]log$|/LOG(?:[.]old)?$");

  /// The size of what is kept.
  private static final int KEPT = 1_040;

  /// Where a browser puts what pages keep, and what it keeps of forms.
  private static final Pattern STORED =
      Pattern.compile(
          "/(IndexedDB|Local Storage|Session Storage|File System|WebStorage)/"
              + "|/(Cookies|Web Data|Login Data)$");

  private static final String STORES =
      """
      async () => JSON.stringify([
        localStorage.length, sessionStorage.length, document.cookie, window.name,
        (await indexedDB.databases()).length, Object.keys((await navigator.storage.estimate()).usageDetails).sort(),
        await Promise.all((await caches.keys()).sort().map(async (name) =>
          [name, (await (await caches.open(name)).keys()).map(({ url }) => url).sort()])),
      ])
      """;

  @Inject EmbeddedServer server;
  @TempDir Path folder;

  /// A page that is not ours and keeps what is typed, as pages do.
  private HttpServer elsewhere;

  BrowserProfileIT() throws IOException {
    elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeAll
  void open() {
    byte[] page =
        "<!doctype html><title>elsewhere</title><textarea name=words id=words></textarea><a id=on href=/on>on</a>"
            .getBytes(StandardCharsets.UTF_8);
    elsewhere.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
          }
        });
    elsewhere.start();
  }

  @AfterAll
  void close() {
    elsewhere.stop(0);
  }

  /// Scenario 30: she leaves with her words open and somebody presses Back; a tab is closed that
  /// had words in it; the battery dies. A browser opens a closed tab again, and all tabs after a
  /// crash, from what it has written into its profile, so that is searched. A page that is not ours
  /// shows that it writes down what is typed.
  @Test
  void neitherBackNorAClosedTabNorACrashBringsWordsBack() {
    Path profile = folder.resolve("hers");
    String receipt;
    try (ProfiledBrowser hers = ProfiledBrowser.open(profile)) {
      Page left = hers.context.newPage();
      receipt = reported(left);
      left.locator("#see").click();
      left.locator(".sw-talk").waitFor();
      left.locator("#leave").click();
      left.waitForCondition(() -> !isOurs(left));
      left.goBack();
      assertThat(left.content()).doesNotContain("7731", receipt);

      Page closed = opened(hers, receipt);
      closed.locator("#message").fill("again " + SECRET);
      closed.close();

      opened(hers, receipt).locator("#message").fill("begun " + SECRET);
      Page begun = hers.context.newPage();
      begun.navigate(server.getURI() + "/report?lang=en");
      begun.locator("#words").fill(SECRET);
      // Saved after all of the above, so all of it has been saved when this is.
      Page other = hers.context.newPage();
      other.navigate(elsewhere());
      other.locator("#words").fill(CONTROL);
      other.locator("#on").click();
      other.waitForURL("**/on");
      other.waitForCondition(() -> !ProfiledBrowser.holding(profile, CONTROL).isEmpty());
      hers.crash();
    }
    for (String text : List.of(SECRET, "mi secreto 7731", receipt, receipt.replace("-", ""))) {
      assertThat(ProfiledBrowser.holding(profile, text)).as(text).isEmpty();
    }
  }

  private boolean isOurs(Page page) {
    return page.url().startsWith(server.getURI().toString());
  }

  private String elsewhere() {
    return "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/";
  }

  private String reported(Page page) {
    page.navigate(server.getURI() + "/report?lang=en");
    return sent(page);
  }

  private static String sent(Page page) {
    SealedPagesIT.armed(page);
    page.locator("[name=urgency][value=ROUTINE]").check();
    page.locator("[name=topic][value=DOMESTIC_VIOLENCE]").check();
    page.locator("#words").fill(SECRET);
    page.locator("#area").selectOption("65000010");
    page.locator("#person").fill("who " + SECRET);
    page.locator("#send").click();
    page.locator("#received").waitFor();
    return page.locator("#receipt-shown").textContent();
  }

  private Page opened(ProfiledBrowser browser, String receipt) {
    Page page = browser.context.newPage();
    page.navigate(server.getURI() + "/case?lang=en");
    show(page, receipt);
    return page;
  }

  private static void show(Page page, String receipt) {
    page.waitForFunction("() => !document.getElementById('show').disabled");
    page.locator("#receipt").fill(receipt);
    page.locator("#show").click();
    page.locator("#talk li").first().waitFor();
  }

  /// Scenario 31: in the profile of somebody who wrote and kept the receipt, and in the one of
  /// somebody who looked, all that a page can keep has the same names and sizes, also after ten
  /// more visits. Nothing of what is kept stands there in clear. Of what was replaced in the store
  /// no copy is left the next day: beside the present one it would show that something was kept.
  ///
  /// The browser's own files come and go with its age. One of them tells more: its cache of
  /// compiled code grows with the functions that ran, which `PAGES.md` says.
  @Test
  void theProfileOfWhoKeptAReceiptIsLikeTheOneOfWhoLooked() {
    Visited looked = visited("looked", false);
    Visited wrote = visited("wrote", true);
    assertThat(wrote.values).isEqualTo(looked.values);
    assertThat(wrote.shape).isEqualTo(looked.shape).isEqualTo(KeptStore.SHAPE);
    assertThat(wrote.sizes).isEqualTo(looked.sizes).isNotEmpty();

    Path profile = folder.resolve("wrote");
    assertThat(ProfiledBrowser.holding(profile, WORDS)).isEmpty();
    assertThat(ProfiledBrowser.holding(profile, "palabra")).isEmpty();
    assertThat(ProfiledBrowser.holding(profile, wrote.receipt)).isEmpty();
    assertThat(holding(profile, HexFormat.of().parseHex(KeptStore.hex(wrote.receipt)))).isEmpty();
    // The next day.
    try (ProfiledBrowser browser = ProfiledBrowser.open(profile)) {
      Page page = browser.context.newPage();
      page.navigate(server.getURI() + "/case?lang=en");
      page.waitForFunction("() => !document.getElementById('kept-open').disabled");
      page.locator("#kept-words").fill(WORDS);
      page.locator("#kept-open").click();
      page.locator("#talk li").first().waitFor();
      assertThat(page.locator(".sw-talk").allTextContents()).containsExactly(SECRET);
      // Chromium takes old copies away some seconds after they were replaced, or here.
      Page.WaitForConditionOptions patient = new Page.WaitForConditionOptions().setTimeout(150_000);
      page.waitForCondition(() -> holding(profile, wrote.replaced).isEmpty(), patient);
      page.waitForCondition(() -> holding(profile, wrote.stays).size() == 1, patient);
    }
  }

  private static List<String> holding(Path profile, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return ProfiledBrowser.all(profile).entrySet().stream()
        .filter(file -> file.getValue().contains(text))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// @param values what a script finds in the browser's stores
  /// @param shape of what is kept
  /// @param sizes of the files into which such stores go, by name, without logs and copies of the
  ///   databases
  /// @param receipt of whoever wrote
  /// @param replaced the place that keeping replaces
  /// @param stays a place that it does not replace
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  private record Visited(
      Object values,
      String shape,
      Map<String, Integer> sizes,
      String receipt,
      byte[] replaced,
      byte[] stays) {}

  private Visited visited(String name, boolean writes) {
    Path profile = folder.resolve(name);
    Object values;
    KeptStore first;
    KeptStore last;
    String receipt = "";
    try (ProfiledBrowser browser = ProfiledBrowser.open(profile)) {
      Page page = browser.context.newPage();
      page.navigate(server.getURI() + "/report?lang=en");
      first = KeptStore.of(page);
      if (writes) {
        receipt = sent(page);
        page.locator("#keep-words").fill(WORDS);
        page.locator("#keep-it").click();
        page.locator("#keep-held").waitFor();
        last = first.next(page);
      } else {
        SealedPagesIT.armed(page);
        last = visited(page, "/report", first);
      }
      Page second = browser.context.newPage();
      last = visited(second, "/case", last);
      if (writes) {
        show(second, receipt);
      }
      second.close();
      for (int more = 0; more < 10; more++) {
        last = visited(page, "/report", last);
        SealedPagesIT.armed(page);
      }
      values = page.evaluate(STORES);
    }
    Map<String, String> files = ProfiledBrowser.all(profile);
    Map<String, Integer> sizes = new TreeMap<>();
    files.forEach((file, content) -> {
      if (file.contains("indexeddb.blob/")) {
        assertThat(content.length()).as(file).isEqualTo(KEPT);
      }
      if (STORED.matcher(file).find() && !OFTEN.matcher(file).find()) {
        sizes.put(file, content.length());
      }
    });
    return new Visited(values, last.shape(), sizes, receipt, first.place(0), first.place(1));
  }

  private KeptStore visited(Page page, String path, KeptStore before) {
    page.navigate(server.getURI() + path + "?lang=en");
    return before.next(page);
  }
}
