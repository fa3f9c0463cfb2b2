package tw.shouwang.api.pages.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;

/// Makes the pictures of `api/PAGES.md`, by `bench/pages/pictures`: the first screen of the main
/// pages on a phone and on a desk, in two languages.
@MicronautTest(transactional = false)
class PagesPictures implements EmbeddedTest {

  private static final Path FOLDER = Path.of("pictures");
  private static final int QUALITY = 60;
  private static final int HEIGHT = 844;

  private static final List<String> LANGUAGES = List.of("zh-TW", "vi");
  private static final Map<String, String> WORDS =
      Map.of("zh-TW", "老公打我", "vi", "chồng tôi đánh tôi");

  @Inject EmbeddedServer server;

  @Test
  void pictures() throws IOException {
    Files.createDirectories(FOLDER);
    for (String language : LANGUAGES) {
      for (int width : List.of(390, 1280)) {
        try (Pages visitor = Pages.open(server.getURI(), language, width, true)) {
          visitor.page.setViewportSize(width, HEIGHT);
          for (String name : List.of("home", "search", "line", "guide", "report", "help")) {
            open(visitor, name, language);
            take(visitor, "%s-%s-%d.webp".formatted(name, language, width));
          }
        }
      }
    }
  }

  private static void open(Pages visitor, String name, String language) {
    String lang = "lang=" + language;
    switch (name) {
      case "home" -> visitor.to("/?area=63000030&" + lang);
      case "line" -> visitor.to("/lines/tw.hotline.113?" + lang);
      case "guide" -> {
        visitor.to("/guide?" + lang);
        visitor.page.locator("[name=answer][value=no]").click();
        visitor.page.locator("[name=answer][value=yes]").click();
        visitor.page.locator("#advice").waitFor();
      }
      case "search" -> {
        visitor.to("/?" + lang);
        visitor.page.locator("#text").fill(WORDS.getOrDefault(language, ""));
        visitor.page.locator("form[role=search] button").click();
        visitor.page.waitForURL("**/search**");
      }
      default -> {
        visitor.to("/" + name + "?" + lang);
        SealedPagesIT.armed(visitor.page);
      }
    }
  }

  /// Playwright itself writes PNG and JPEG only, which are three times as large.
  private static void take(Pages visitor, String file) throws IOException {
    Page page = visitor.page;
    page.waitForLoadState();
    CDPSession tools = visitor.context.newCDPSession(page);
    JsonObject how = new JsonObject();
    how.addProperty("format", "webp");
    how.addProperty("quality", QUALITY);
    String picture = tools.send("Page.captureScreenshot", how).get("data").getAsString();
    Files.write(FOLDER.resolve(file), Base64.getDecoder().decode(picture));
    tools.detach();
  }
}
