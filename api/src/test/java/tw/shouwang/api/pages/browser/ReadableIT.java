package tw.shouwang.api.pages.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Media;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.database.EmbeddedTest;

/// Pages in a browser: readable for everybody, in six languages, at three widths, with and without
/// scripts, by pointer and by keyboard. Languages, widths and scripts meet pairwise.
@MicronautTest(transactional = false)
class ReadableIT implements EmbeddedTest {

  @Inject EmbeddedServer server;

  @ParameterizedTest
  @CsvSource({
    "/, zh-TW, 390, true",
    "/, vi, 320, false",
    "/, th, 1280, true",
    "/?area=63000030, en, 320, true",
    "/?area=64000, fil, 1280, false",
    "/, id, 320, true",
    "/lines/tw.hotline.113, zh-TW, 320, true",
    "/lines/tw.hotline.1925, th, 390, false",
    "/lines/tpe.dvc, vi, 1280, true",
    "/lines/tw.hotline.1955, id, 1280, false",
    "/directory/tw.hotline.113, fil, 390, true",
    "/guide, id, 390, true",
    "/steps, th, 320, true",
    "/figures, en, 390, true",
    "/agency, zh-TW, 1280, true",
    "/report/plain, vi, 320, true",
    "/r/plain, zh-TW, 390, true",
    "/report, vi, 320, false",
    "/report, fil, 1280, true",
    "/r, th, 390, false",
    "/help, id, 390, true",
    "/case, en, 320, true",
    "/help/plain, th, 390, true",
    "/help/plain, fil, 1280, false",
    "/case/plain, id, 320, true",
    "/accessibility, fil, 320, true",
    "/keys, th, 320, false",
    "/offline, en, 390, true",
    "/offline, zh-TW, 1280, false",
    "/nowhere, fil, 320, true",
    "/nowhere, en, 1280, false",
  })
  void everyPage(String path, String language, int width, boolean scripts) {
    try (Pages visitor = Pages.open(server.getURI(), language, width, scripts)) {
      String lang = (path.contains("?") ? "&" : "?") + "lang=" + language;
      visitor.to(path + lang);
      assertThat(visitor.page.locator("html").getAttribute("lang")).isEqualTo(language);
      visitor.assertReadable(path + " " + language + " " + width);
      visitor.assertSound();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "老公打我, zh-TW, 320, false",
    "chồng tôi đánh tôi, vi, 390, true",
    "I want to die, en, 1280, false",
    "xyzzy, th, 390, true",
  })
  void searchResults(String words, String language, int width, boolean scripts) {
    try (Pages visitor = Pages.open(server.getURI(), language, width, scripts)) {
      visitor.to("/?lang=" + language);
      visitor.page.locator("#text").fill(words);
      visitor.page.locator("form[role=search] button").click();
      visitor.page.waitForURL("**/search**");
      assertThat(visitor.page.url()).doesNotContain("text");
      assertThat(visitor.page.locator("a[href^='tel:']").count()).isGreaterThan(2);
      visitor.assertReadable("search " + language);
      visitor.assertSound();
    }
  }

  /// C11: on a phone the number to call is on the first screen, large enough for a thumb, and the
  /// emergency numbers dial; whatever is wrong with the address.
  @ParameterizedTest
  @CsvSource({
    "/, tel:110",
    "/lines/tw.hotline.113, tel:113",
    "/directory/tw.hotline.1957, tel:1957",
    "/directory/an.old.posters.key, tel:119",
    "/r?lang=en&x=%FF, tel:110",
  })
  void whomToCallIsOnTheFirstScreenOfAPhone(String path, String number) {
    try (Pages visitor = Pages.open(server.getURI(), "zh-TW", 390, false)) {
      Page page = visitor.to(path).page;
      for (String dial : List.of("tel:110", "tel:119", number)) {
        BoundingBox link = page.locator("main a[href='" + dial + "']").first().boundingBox();
        assertThat(link.height).as(dial).isGreaterThanOrEqualTo(44);
        assertThat(link.width).as(dial).isGreaterThanOrEqualTo(44);
        assertThat(link.y + link.height).as(dial).isLessThan(800);
      }
    }
  }

  /// C11: where a place may be visited, the page says where it is.
  @Test
  void anAddressIsSaid() {
    try (Pages visitor = Pages.open(server.getURI(), "zh-TW", 390, false)) {
      Page page = visitor.to("/lines/tyc.cmhc.bade?lang=zh-TW").page;
      assertThat(page.locator("main dl").textContent()).contains("地址");
    }
  }

  /// A volunteer beside somebody who speaks Indonesian finds the line, and hands its card over: as
  /// a text message, to copy, or on paper.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aVolunteerHandsACardOver(boolean scripts) {
    try (Pages visitor = Pages.open(server.getURI(), "id", scripts ? 320 : 1280, scripts)) {
      Page page = visitor.to("/?lang=id").page;
      page.locator("#text").fill("majikan tahan paspor saya");
      page.locator("#text").press("Enter");
      page.waitForURL("**/search**");
      page.locator("main .sw-cards h3 a", new Page.LocatorOptions().setHasText("1955"))
          .first()
          .click();
      page.waitForURL("**/lines/tw.hotline.1955**");
      String card = page.locator("#card").inputValue();
      assertThat(card).contains("1955");
      String message =
          page.locator("main a[href^='sms:']", new Page.LocatorOptions().setHasNotText("1955"))
              .last()
              .getAttribute("href");
      assertThat(URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8))
          .contains(card.lines().findFirst().orElseThrow());
      assertThat(page.locator("#print-button").isVisible()).isEqualTo(scripts);
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(page.locator("main a[href='tel:1955']").first().isVisible()).isTrue();
      assertThat(page.locator("#leave").isVisible()).isFalse();
      visitor.assertSound();
    }
  }

  /// Without a pointer: the first key leads past the line on top, and what calls can be reached.
  @Test
  void everythingCanBeReachedByKeys() {
    try (Pages visitor = Pages.open(server.getURI(), "en", 1280, true)) {
      Page page = visitor.to("/?lang=en").page;
      page.keyboard().press("Tab");
      assertThat(focused(page)).contains("#main");
      page.keyboard().press("Enter");
      page.keyboard().press("Tab");
      assertThat(focused(page)).contains("tel:110");
      for (int presses = 0; presses < 12 && !focused(page).contains("id=\"text\""); presses++) {
        page.keyboard().press("Tab");
        assertThat((Boolean) page.evaluate(SEEN)).as(focused(page)).isTrue();
      }
      page.keyboard().type("my husband hits me");
      page.keyboard().press("Enter");
      page.waitForURL("**/search**");
      assertThat(page.locator("main .sw-cards a[href='tel:113']").count()).isPositive();
    }
  }

  /// What has the focus is on the screen, not under the button for leaving, and marked.
  private static final String SEEN =
      """
      () => {
        const it = document.activeElement;
        const { top, bottom, left } = it.getBoundingClientRect();
        const at = document.elementFromPoint(left + 4, (top + bottom) / 2);
        const style = getComputedStyle(it);
        return (it === at || it.contains(at)) &&
          (style.outlineStyle !== "none" || style.boxShadow !== "none");
      }
      """;

  private static String focused(Page page) {
    return (String) page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)");
  }
}
