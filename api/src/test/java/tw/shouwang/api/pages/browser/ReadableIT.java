package tw.shouwang.api.pages.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    "/r, zh-TW, 390, true",
    "/help/plain, th, 390, true",
    "/help/plain, fil, 1280, false",
    "/case/plain, id, 320, true",
    "/accessibility, fil, 320, true",
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
