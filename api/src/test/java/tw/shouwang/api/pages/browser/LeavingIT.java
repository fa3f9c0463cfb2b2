package tw.shouwang.api.pages.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.database.EmbeddedTest;

/// Somebody comes into the room.
@MicronautTest(transactional = false)
class LeavingIT implements EmbeddedTest {

  private static final String SECRET = "mi secreto 7731";

  @Inject EmbeddedServer server;

  @Test
  void theButtonShowsTheNeutralPageAtOnceAndBackDoesNotReturn() {
    try (Pages visitor = Pages.open(server.getURI(), "en", 390, true)) {
      Page page = visitor.to("/?lang=en").page;
      page.locator("#text").fill(SECRET);
      page.evaluate(
          "() => addEventListener('click', () => { window.name = String(Date.now()); }, true)");
      page.locator("#leave").click();
      page.waitForURL(Pages.NEUTRAL);
      double took =
          ((Number) page.evaluate("() => performance.timeOrigin - Number(window.name)"))
              .doubleValue();
      assertThat(took).isLessThan(300);
      assertThat(page.title()).isEqualTo("Weather");
      // Only after the way out: what the browser keeps of us is cleared.
      page.waitForTimeout(500);
      List<String> asked = visitor.asked();
      int out = asked.indexOf("GET " + Pages.NEUTRAL);
      int clear = asked.indexOf("GET " + server.getURI() + "/leave");
      assertThat(out).isPositive();
      assertThat(clear).isGreaterThan(-1);
      page.goBack();
      assertThat(page.url()).isNotEqualTo(server.getURI() + "/?lang=en");
      assertThat(asked).noneMatch(each -> each.contains("7731"));
      visitor.assertSound();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Shift", "Escape"})
  void aKeyThreeTimesDoesTheSame(String key) {
    try (Pages visitor = Pages.open(server.getURI(), "en", 1280, true)) {
      Page page = visitor.to("/lines/tw.hotline.113?lang=en").page;
      page.waitForLoadState();
      for (int times = 0; times < 3; times++) {
        page.keyboard().press(key);
      }
      page.waitForURL(Pages.NEUTRAL);
    }
  }

  @Test
  void writingInCapitalsDoesNotLeave() {
    try (Pages visitor = Pages.open(server.getURI(), "en", 1280, true)) {
      Page page = visitor.to("/?lang=en").page;
      page.locator("#text").focus();
      for (String letter : List.of("A", "B", "C", "D")) {
        page.keyboard().press("Shift+" + letter);
      }
      page.waitForTimeout(200);
      assertThat(page.url()).startsWith(server.getURI().toString());
      assertThat(page.locator("#text").inputValue()).isEqualTo("ABCD");
    }
  }

  @Test
  void worksWithoutScripts() {
    try (Pages visitor = Pages.open(server.getURI(), "vi", 320, false)) {
      Page page = visitor.to("/?lang=vi").page;
      page.locator("#leave").click();
      page.waitForURL(Pages.NEUTRAL);
    }
  }

  /// The answer to a form has nobody's words any more when somebody presses Back.
  @Test
  void backShowsNoAnswer() {
    try (Pages visitor = Pages.open(server.getURI(), "en", 390, true)) {
      Page page = visitor.to("/?lang=en").page;
      page.locator("#text").fill(SECRET);
      page.locator("form[role=search] button").click();
      page.waitForURL("**/search**");
      assertThat(page.locator("#text").inputValue()).isEqualTo(SECRET);
      page.locator("#leave").click();
      page.waitForURL(Pages.NEUTRAL);
      page.goBack();
      page.waitForTimeout(300);
      assertThat(page.content()).doesNotContain("7731");
      if (page.locator("#text").count() > 0) {
        assertThat(page.locator("#text").inputValue()).isEmpty();
      }
    }
  }
}
