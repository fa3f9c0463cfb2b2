package tw.shouwang.api.pages.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Geolocation;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;

/// What a page does on the device: results while somebody types, the district, no network, news.
@MicronautTest(transactional = false)
class OnTheDeviceIT implements EmbeddedTest {

  @Inject EmbeddedServer server;

  @Test
  void resultsWhileTypingLeaveTheWordsHere() {
    try (Pages visitor = Pages.open(server.getURI(), "zh-TW", 390, true)) {
      Page page = visitor.to("/?lang=zh-TW").page;
      page.locator("#text").pressSequentially("老公打我");
      Locator first = page.locator("#found .sw-card").first();
      first.waitFor();
      assertThat(first.locator("a.sw-call").getAttribute("href")).isIn("tel:113", "tel:110");
      assertThat(first.locator(".sw-open").count()).isPositive();
      visitor.assertReadable("results while typing");
      assertThat(visitor.asked())
          .noneMatch(each -> each.startsWith("POST"))
          .noneMatch(each -> each.contains("%E8%80%81"));
      page.locator("#text").fill("");
      page.locator("#found")
          .waitFor(
              new Locator.WaitForOptions()
                  .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
      visitor.assertSound();
    }
  }

  @Test
  void aNumberIsFoundByItsDigits() {
    try (Pages visitor = Pages.open(server.getURI(), "en", 1280, true)) {
      Page page = visitor.to("/?lang=en").page;
      page.locator("#text").pressSequentially("1925");
      page.locator("#found a[href='tel:1925']").first().waitFor();
    }
  }

  @Test
  void onlyTheDistrictOfAPlaceIsSent() {
    try (Pages visitor = Pages.open(server.getURI(), "en", 390, true)) {
      visitor.context.grantPermissions(List.of("geolocation"));
      visitor.context.setGeolocation(new Geolocation(25.0333, 121.5432));
      Page page = visitor.to("/?lang=en").page;
      page.locator("#near").click();
      page.waitForURL("**area=63000030**");
      assertThat(visitor.asked()).noneMatch(each -> each.contains("25.03"));
      visitor.assertSound();
    }
  }

  @Test
  void withoutANetworkTheLinesThatAreOpenAreShown() {
    try (Pages visitor = Pages.open(server.getURI(), "vi", 320, true)) {
      Page page = ready(visitor, "vi");
      visitor.context.setOffline(true);
      page.navigate(server.getURI() + "/lines/tw.hotline.1955?lang=vi");
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("vi");
      page.locator("#now .sw-card").first().waitFor();
      assertThat(page.locator("#now a[href='tel:113']").count()).isPositive();
      assertThat(page.locator("#age").textContent()).containsPattern("\\d\\d:\\d\\d");
      page.locator("#text").pressSequentially("1955");
      page.locator("#found a[href='tel:1955']").first().waitFor();
      visitor.assertReadable("without a network");
    }
  }

  /// Somebody at half past two at night without a network sees the lines that answer then.
  @Test
  void atNightWithoutANetworkOnlyLinesThatAnswerAreShown() {
    try (Pages visitor = Pages.open(server.getURI(), "th", 390, true)) {
      Page page = ready(visitor, "th");
      page.clock().setFixedTime("2026-05-06T02:30:00+08:00");
      visitor.context.setOffline(true);
      page.navigate(server.getURI() + "/guide?lang=th");
      page.locator("#now .sw-card").first().waitFor();
      assertThat(page.locator("#now a[href='tel:1925']").count()).isEqualTo(1);
      assertThat(page.locator("#now a[href='tel:1980']").count()).isZero();
      assertThat(page.locator("#now .sw-open").count())
          .isEqualTo(page.locator("#now .sw-card").count());
      assertThat(page.locator("#now .sw-as-of").first().textContent()).contains("02:30");
      page.locator("#text").pressSequentially("1980");
      Locator closed = page.locator("#found .sw-card").first();
      closed.waitFor();
      assertThat(closed.locator(".sw-closed").count()).isEqualTo(1);
    }
  }

  /// What is ticked in the guide without a network is answered here, and reaches nobody; also when
  /// the network is back.
  @Test
  void theGuideIsAnsweredOnTheDevice() {
    try (Pages visitor = Pages.open(server.getURI(), "vi", 390, true)) {
      Page page = ready(visitor, "vi");
      int before = visitor.asked().size();
      visitor.context.setOffline(true);
      page.navigate(server.getURI() + "/guide?lang=vi");
      page.locator("#asked-violence").check();
      Locator told = page.locator("#guide-told section:visible");
      told.first().waitFor();
      assertThat(told.count()).isEqualTo(1);
      assertThat(told.locator("a[href='tel:113']").count()).isEqualTo(1);
      String adult = told.locator("h3").first().textContent();
      page.locator("#asked-childInvolved").check();
      assertThat(told.locator("h3").first().textContent()).isNotEqualTo(adult);
      page.locator("#asked-suicidalThoughts").check();
      assertThat(told.count()).isEqualTo(2);
      assertThat(told.nth(1).locator("a[href='tel:1925']").count()).isEqualTo(1);
      visitor.assertReadable("guide without a network");
      for (String each : List.of("violence", "childInvolved", "suicidalThoughts")) {
        page.locator("#asked-" + each).uncheck();
      }
      assertThat(told.count()).isZero();
      visitor.context.setOffline(false);
      assertThat(visitor.asked().subList(before, visitor.asked().size()))
          .noneMatch(each -> each.startsWith("POST") || each.contains("violence"));
    }
  }

  /// A copy's parts age apart: the page with the emergency numbers stays as it was when the worker
  /// was installed, the directory is renewed with every page. The age of the older one is said.
  @Test
  void theOldestPartSaysHowOldTheCopyIs() {
    try (Pages visitor = Pages.open(server.getURI(), "en", 1280, true)) {
      Page page = ready(visitor, "en");
      for (String older :
          List.of(
              "answer.headers.set('date', 'Sat, 02 Mar 2024 04:05:06 GMT')",
              "text = text.replace(/data-page=\"[^\"]+\"/,"
                  + " 'data-page=\"2023-02-01T04:05:06Z\"')")) {
        page.evaluate(
            """
            async () => {
              for (const name of await caches.keys()) {
                const copies = await caches.open(name);
                for (const request of await copies.keys()) {
                  const { pathname } = new URL(request.url);
                  if (pathname !== "/offline" && pathname !== "/directory/bundle") continue;
                  const kept = await copies.match(request);
                  let text = await kept.text();
                  const answer = { headers: new Headers(kept.headers) };
                  if (pathname === "%s") %s;
                  await copies.put(request, new Response(text, answer));
                }
              }
            }
            """
                .formatted(older.startsWith("text") ? "/offline" : "/directory/bundle", older));
        visitor.context.setOffline(true);
        page.navigate(server.getURI() + "/steps?lang=en");
        page.locator("#now .sw-card").first().waitFor();
        assertThat(page.locator("#age").textContent())
            .contains(older.startsWith("text") ? "2023" : "2024");
        visitor.context.setOffline(false);
      }
    }
  }

  /// The cards are looked at again every minute.
  @Test
  void aCardThatIsHeldStaysUnderTheFinger() {
    try (Pages visitor = Pages.open(server.getURI(), "en", 390, true)) {
      Page page = visitor.page;
      page.clock().install();
      visitor.to("/offline?lang=en");
      Locator call = page.locator("#now a.sw-call").first();
      call.waitFor();
      call.focus();
      page.evaluate("() => { window.held = document.activeElement; }");
      page.waitForResponse("**/directory/bundle", () -> page.clock().runFor(61_000));
      page.clock().runFor(1_000);
      assertThat(page.evaluate("() => window.held === document.activeElement")).isEqualTo(true);
      visitor.assertSound();
    }
  }

  @Test
  void forgettingLeavesNothing() {
    try (Pages visitor = Pages.open(server.getURI(), "en", 1280, true)) {
      Page page = ready(visitor, "en");
      page.locator("#forget").click();
      page.locator("#told").waitFor();
      assertThat(
              page.evaluate(
                  """
                  async () => (await caches.keys()).length
                    + (await navigator.serviceWorker.getRegistrations()).length
                    + localStorage.length + sessionStorage.length + (await indexedDB.databases()).length
                    + document.cookie.length
                  """))
          .isEqualTo(0);
    }
  }

  /// The worker keeps its fixed list, whatever somebody did.
  @Test
  void theWorkerKeepsNothingOfAnybody() {
    try (Pages visitor = Pages.open(server.getURI(), "en", 390, true)) {
      Page page = ready(visitor, "en");
      page.locator("#text").fill("my secret 7731");
      page.locator("form[role=search] button").click();
      page.waitForURL("**/search**");
      visitor.to("/lines/tw.hotline.113?lang=en");
      @SuppressWarnings("unchecked")
      List<String> kept =
          (List<String>)
              page.evaluate(
                  """
                  async () => (await Promise.all((await caches.keys()).map(async (name) =>
                    (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat()
                  """);
      assertThat(kept)
          .isNotEmpty()
          .allMatch(path ->
              path.startsWith("/assets/")
                  || path.equals("/offline")
                  || path.equals("/directory/bundle")
                  || path.startsWith("/directory/understanding-"));
    }
  }

  @Test
  void newsSaysNothing() {
    try (Pages visitor = Pages.open(Chromium.wholeBrowser(), server.getURI(), "th", 390, true)) {
      visitor.context.grantPermissions(List.of("notifications"));
      Page page = ready(visitor, "th");
      CDPSession tools = visitor.context.newCDPSession(page);
      AtomicReference<String> registration = new AtomicReference<>();
      tools.on(
          "ServiceWorker.workerRegistrationUpdated",
          event ->
              event
                  .getAsJsonArray("registrations")
                  .forEach(each ->
                      registration.set(
                          each.getAsJsonObject().get("registrationId").getAsString())));
      tools.send("ServiceWorker.enable");
      page.waitForCondition(() -> registration.get() != null);
      JsonObject news = new JsonObject();
      news.addProperty("origin", server.getURI().toString());
      news.addProperty("registrationId", registration.get());
      news.addProperty("data", "{\"shouwang\":\"news\"}");
      tools.send("ServiceWorker.deliverPushMessage", news);
      await(
          page,
          "async () => (await (await navigator.serviceWorker.ready).getNotifications()).length >"
              + " 0");
      assertThat(
              page.evaluate(
                  """
                  async () => {
                    const [{ title, body, data }] = await (await navigator.serviceWorker.ready).getNotifications();
                    return [title, body, data].join("|");
                  }
                  """))
          .isEqualTo("มีข่าวใหม่|เปิดแอปเพื่อดู|");
    }
  }

  /// With the worker in charge and its list complete.
  private static Page ready(Pages visitor, String language) {
    Page page = visitor.to("/?lang=" + language).page;
    page.evaluate("() => navigator.serviceWorker.ready");
    page.waitForFunction("() => navigator.serviceWorker.controller !== null");
    await(page, "async () => (await (await caches.open('directory')).keys()).length > 1");
    return page;
  }

  /// Waits for what a promise says: `waitForFunction` takes the promise itself for a yes.
  private static void await(Page page, String condition) {
    page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(condition)));
  }
}
