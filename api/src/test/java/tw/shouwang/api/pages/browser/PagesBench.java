package tw.shouwang.api.pages.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import com.sun.management.OperatingSystemMXBean;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;

/// Measures pages for `bench/pages`: what a first and a later visit load, when the largest content
/// is seen on a slow phone, and what rendering costs beside the answer that is rendered.
@MicronautTest(transactional = false)
class PagesBench implements EmbeddedTest {

  private static final int SLOWER = 4;
  private static final int BYTES_PER_SECOND = 400_000 / 8;
  private static final int LATENCY_MILLIS = 150;
  private static final int ROUNDS = 5;
  private static final int REQUESTS = 300;

  @Inject EmbeddedServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public Map<String, String> moreProperties() {
    return Map.of(
        "shouwang.graphql.rate-limits.enabled",
        "false",
        // As in production: no page of this machine may ask, and no answer says that it may.
        "shouwang.graphql.cors.origins",
        "https://app.example.org");
  }

  @Test
  void visits() {
    System.out.println("| page | first visit | requests | later visit | largest content, slow |");
    System.out.println("| --- | ---: | ---: | ---: | ---: |");
    for (String path :
        List.of("/?lang=zh-TW", "/?area=63000030&lang=vi", "/lines/tw.hotline.113?lang=th")) {
      visit(path, false);
    }
    visit("/?lang=zh-TW", true);
  }

  /// What a sealed page loads, when it is ready to send on a slow phone, and how long sealing
  /// takes.
  @Test
  void sealing() {
    System.out.println("| sealed page | first visit | requests | ready to send, slow |");
    System.out.println("| --- | ---: | ---: | ---: |");
    for (String path : List.of("/report?lang=zh-TW", "/report?lang=th", "/help?lang=vi")) {
      long[] first = new long[2];
      try (BrowserContext context = sealed(true)) {
        Page page = context.newPage();
        CDPSession tools = context.newCDPSession(page);
        tools.send("Network.enable");
        tools.on(
            "Network.loadingFinished",
            event -> {
              first[0] += event.get("encodedDataLength").getAsLong();
              first[1]++;
            });
        page.navigate(server.getURI() + path);
        page.waitForFunction("() => window.ready !== undefined");
        page.waitForTimeout(700);
      }
      double[] ready = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        try (BrowserContext context = sealed(true)) {
          Page page = context.newPage();
          slow(context.newCDPSession(page));
          page.navigate(server.getURI() + path);
          ready[round] =
              ((Number) page.waitForFunction("() => window.ready").jsonValue()).doubleValue();
        }
      }
      Arrays.sort(ready);
      System.out.printf(
          "| %s | %.1f kB | %d | %.1f s |%n",
          path, first[0] / 1000.0, first[1], ready[ROUNDS / 2] / 1000);
    }
    System.out.println("| sealing a report | the first | one more | at most |");
    System.out.println("| --- | ---: | ---: | ---: |");
    for (boolean curves : List.of(true, false)) {
      double[] took = sealingMillis(curves);
      System.out.printf(
          "| %s | %.0f ms | %.1f ms | %s |%n",
          curves
              ? "in this browser"
              : "with the curves of a library, a processor four times slower",
          took[0],
          took[1],
          curves ? "50 ms" : "400 ms");
    }
    System.out.printf("leaving an opened case: %.0f ms, at most 300 ms%n", leavingMillis());
  }

  /// The first, with all that is loaded and compiled for it, and the middle of the others.
  private double[] sealingMillis(boolean curves) {
    try (BrowserContext context = sealed(curves)) {
      Page page = context.newPage();
      if (!curves) {
        slow(context.newCDPSession(page));
      }
      page.navigate(server.getURI() + "/report?lang=en");
      page.waitForFunction("() => window.ready !== undefined");
      List<?> took =
          (List<?>)
              page.evaluate(
                  """
                  async () => {
                    const of = (name) => import(document.querySelector(`script[src$="/${name}"]`).src);
                    const { newReceipt, sealConcern, usableKeyset } = await of("envelope.js");
                    const { loadAnchors } = await of("anchors.js");
                    const { ask } = await of("asking.js");
                    const [anchor] = await loadAnchors();
                    const keyset = await usableKeyset(await ask("keysets"), anchor, new Date());
                    const form = { topic: "OTHER", urgency: "ROUTINE", words: "word ".repeat(200), area: anchor.counties[0] };
                    const times = [];
                    for (let round = 0; round < 22; round++) {
                      const begun = performance.now();
                      await sealConcern(newReceipt(), form, { keyset, language: "en", now: new Date() });
                      times.push(performance.now() - begun);
                    }
                    return [times[0], times.slice(1).sort((one, other) => one - other)[10]];
                  }
                  """);
      return took.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
    }
  }

  /// From the press of the button until the neutral page is there; the middle of five.
  private double leavingMillis() {
    double[] took = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      try (SealedVisits.Visitor visitor = SealedVisits.open(server.getURI(), "en", 390)) {
        Page page = SealedPagesIT.filled(visitor, "/report?lang=en");
        page.locator("#send").click();
        page.locator("#received").waitFor();
        page.locator("#see").click();
        page.locator(".sw-talk").waitFor();
        page.evaluate(
            "() => addEventListener('click', () => { window.name = String(Date.now()); }, true)");
        page.locator("#leave").click();
        page.waitForURL(Pages.NEUTRAL);
        took[round] =
            ((Number)
                    page.evaluate(
                        """
                        () => performance.timeOrigin - Number(window.name)
                          + performance.getEntriesByType("navigation")[0].responseEnd
                        """))
                .doubleValue();
      }
    }
    Arrays.sort(took);
    return took[ROUNDS / 2];
  }

  /// A visitor of a sealed page, which says when its button can be pressed.
  private BrowserContext sealed(boolean curves) {
    BrowserContext context = context();
    context.addInitScript(
        """
        const look = setInterval(() => {
          const send = document.getElementById("send");
          if (send === null || send.disabled) return;
          clearInterval(look);
          window.ready = performance.now();
        }, 5);
        """);
    if (!curves) {
      context.addInitScript(FailClosedIT.NO_CURVES);
    }
    return context;
  }

  private static void slow(CDPSession tools) {
    tools.send("Network.enable");
    JsonObject slow = new JsonObject();
    slow.addProperty("offline", false);
    slow.addProperty("latency", LATENCY_MILLIS);
    slow.addProperty("downloadThroughput", BYTES_PER_SECOND);
    slow.addProperty("uploadThroughput", BYTES_PER_SECOND);
    tools.send("Network.emulateNetworkConditions", slow);
    JsonObject rate = new JsonObject();
    rate.addProperty("rate", SLOWER);
    tools.send("Emulation.setCPUThrottlingRate", rate);
  }

  private void visit(String path, boolean searches) {
    long[] first = new long[2];
    long[] later = new long[2];
    double[] paints = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      try (BrowserContext context = context()) {
        Page page = context.newPage();
        CDPSession tools = context.newCDPSession(page);
        AtomicLong bytes = new AtomicLong();
        AtomicLong requests = new AtomicLong();
        tools.send("Network.enable");
        tools.on(
            "Network.loadingFinished",
            event -> {
              bytes.addAndGet(event.get("encodedDataLength").getAsLong());
              requests.incrementAndGet();
            });
        open(page, path, searches, bytes, requests);
        first[0] = bytes.getAndSet(0);
        first[1] = requests.getAndSet(0);
        open(page, path, searches, bytes, requests);
        later[0] = bytes.get();
        later[1] = requests.get();
      }
      paints[round] = paint(path, searches);
    }
    Arrays.sort(paints);
    System.out.printf(
        "| %s%s | %.1f kB | %d | %.1f kB | %.1f s |%n",
        path,
        searches ? ", a search result" : "",
        first[0] / 1000.0,
        first[1],
        later[0] / 1000.0,
        paints[ROUNDS / 2] / 1000);
  }

  private void open(
      Page page, String path, boolean searches, AtomicLong bytes, AtomicLong requests) {
    page.navigate(server.getURI() + path);
    page.waitForLoadState();
    if (searches) {
      bytes.set(0);
      requests.set(0);
      page.evaluate("() => { document.querySelector('#text').value = '老公打我'; }");
      page.evaluate("() => document.querySelector('form[role=search]').requestSubmit()");
      page.waitForURL("**/search**");
      page.waitForLoadState();
    }
    page.waitForTimeout(700);
  }

  private double paint(String path, boolean searches) {
    try (BrowserContext context = context()) {
      Page page = context.newPage();
      if (searches) {
        page.navigate(server.getURI() + path);
      }
      slow(context.newCDPSession(page));
      if (searches) {
        open(page, path, true, new AtomicLong(), new AtomicLong());
      } else {
        page.navigate(server.getURI() + path);
      }
      return ((Number)
              page.evaluate(
                  """
                  () => new Promise((done) => new PerformanceObserver((list) =>
                    done(list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true }))
                  """))
          .doubleValue();
    }
  }

  private static BrowserContext context() {
    return Chromium.wholeBrowser()
        .newContext(
            new Browser.NewContextOptions()
                .setViewportSize(390, 800)
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK));
  }

  /// The processor's time of the whole process for a page that was never asked before, and for the
  /// GraphQL answer that it shows, less that of a request for nothing.
  @Test
  void rendering() throws Exception {
    String document =
        Files.readString(Path.of("src/main/resources/documents/public/page-home.graphql"));
    String quoted = document.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    IntFunction<HttpRequest.Builder> pages =
        number -> get("/?lang=en&area=" + (10_000_000 + number));
    IntFunction<HttpRequest.Builder> answers =
        number ->
            get("/graphql")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"query\":\"%s\",\"variables\":{\"language\":\"EN\",\"area\":\"%d\"}}"
                            .formatted(quoted, 30_000_000 + number)));
    IntFunction<HttpRequest.Builder> nothing = number -> get("/health/liveness");
    for (int warm = 0; warm < 3; warm++) {
      cost(pages, warm);
      cost(answers, warm);
      cost(nothing, warm);
    }
    double base = cost(nothing, 3);
    double answer = cost(answers, 3) - base;
    double page = cost(pages, 3) - base;
    System.out.printf(
        "rendering: page %.2f ms, its answer %.2f ms, %.1f times%n", page, answer, page / answer);
  }

  private double cost(IntFunction<HttpRequest.Builder> request, int round) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = system.getProcessCpuTime();
    for (int number = 0; number < REQUESTS; number++) {
      int status =
          client
              .send(request.apply(round * REQUESTS + number).build(), BodyHandlers.discarding())
              .statusCode();
      if (status != 200) {
        throw new IllegalStateException("answered " + status);
      }
    }
    return (system.getProcessCpuTime() - before) / 1e6 / REQUESTS;
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(server.getURI().resolve(path));
  }
}
