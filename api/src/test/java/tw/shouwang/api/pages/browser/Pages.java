package tw.shouwang.api.pages.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.testing.NodeClients;

/// One person's browser at the service: a fresh profile, a width, a language, with or without
/// scripts. Nothing outside of the service is reached: the neutral page is a stand-in.
public final class Pages implements AutoCloseable {

  static final String NEUTRAL = "https://www.cwa.gov.tw/";
  static final List<Integer> WIDTHS = List.of(320, 390, 1280);

  private static final String RUN_AXE =
      """
      async () => {
        const { violations } = await axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
        });
        return violations.map(({ id, nodes }) =>
          id + ": " + nodes.map(({ html, failureSummary }) => html + " " + failureSummary).join("; ")).join("\\n");
      }
      """;

  /// What a browser says of an address that is not there, and of a network that is not.
  private static final Pattern EXPECTED = Pattern.compile("status of 404|net::ERR_INTERNET");

  private static @Nullable String axe;

  public final BrowserContext context;
  public final Page page;
  private final URI service;
  private final boolean scripts;
  private final List<String> asked = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private Pages(Browser browser, URI service, Browser.NewContextOptions options, boolean scripts) {
    this.service = service;
    this.scripts = scripts;
    this.context = browser.newContext(options);
    context.setDefaultTimeout(15_000);
    context.onRequest(request -> asked.add(request.method() + " " + request.url()));
    context.route(
        url -> !url.startsWith(service.toString()),
        route -> {
          if (route.request().url().equals(NEUTRAL)) {
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody("<title>Weather</title>weather"));
          } else {
            faults.add("asked for " + route.request().url());
            route.abort();
          }
        });
    this.page = context.newPage();
    page.onPageError(error -> faults.add(error));
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && !EXPECTED.matcher(message.text()).find()) {
        faults.add(message.text());
      }
    });
  }

  public static Pages open(URI service, String language, int width, boolean scripts) {
    return open(Chromium.browser(), service, language, width, scripts);
  }

  static Pages open(Browser browser, URI service, String language, int width, boolean scripts) {
    return new Pages(
        browser,
        service,
        new Browser.NewContextOptions()
            .setLocale(language)
            .setViewportSize(width, 800)
            .setHasTouch(width < 1000)
            .setJavaScriptEnabled(scripts),
        scripts);
  }

  public Pages to(String path) {
    page.navigate(service.resolve(path).toString());
    return this;
  }

  /// Requests since the beginning, as "GET http://…".
  public List<String> asked() {
    return asked;
  }

  /// Nothing went wrong in the browser, and nothing was asked of anybody else.
  public void assertSound() {
    assertThat(faults).as(page.url()).isEmpty();
  }

  /// Checks what holds for every page in every state: WCAG 2.2 AA as far as axe can tell, a width
  /// that needs no sideways scrolling, and a way out that is in reach. Where a page has no scripts,
  /// axe cannot run either.
  public void assertReadable(String state) {
    if (scripts) {
      // Not by a tag, which the pages' own policy would refuse, and only where it is used: it is
      // half a megabyte to compile.
      if (page.evaluate("() => typeof axe").equals("undefined")) {
        page.evaluate(axe());
      }
      String found = (String) page.evaluate(RUN_AXE);
      assertThat(found).as(state).isEmpty();
    }
    assertFits(state);
    assertThat(page.locator("#leave").isVisible()).as("way out: " + state).isTrue();
  }

  /// Also with letters of twice the size.
  public void assertFits(String state) {
    for (int percent : List.of(100, 200)) {
      page.evaluate("percent => document.documentElement.style.fontSize = percent + '%'", percent);
      String wide =
          (String)
              page.evaluate(
                  """
                  () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? "" :
                    [...document.querySelectorAll("body *")]
                      .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                      .map((each) => each.outerHTML.slice(0, 120)).join("\\n")
                  """);
      assertThat(wide).as(state + " at " + percent + "%").isEmpty();
    }
    page.evaluate("() => document.documentElement.style.fontSize = ''");
  }

  private static synchronized String axe() {
    if (axe == null) {
      try {
        axe = Files.readString(NodeClients.folder().resolve("node_modules/axe-core/axe.min.js"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return axe;
  }

  @Override
  public void close() {
    context.close();
  }
}
