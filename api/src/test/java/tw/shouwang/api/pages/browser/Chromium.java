package tw.shouwang.api.pages.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// The machine's own Chromium, one for all tests of a process. Found by `-Dbrowser=PATH`, else
/// where Debian and others put it. Without one, tests say so and are skipped; with
/// `-Dbrowser.required=true`, as in `.ci/run`, they fail.
final class Chromium {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> FOLDERS =
      List.of("/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome");

  private static @Nullable Playwright driver;
  private static @Nullable Browser running;

  private Chromium() {}

  static synchronized Browser browser() {
    if (running == null) {
      running = start(path());
    }
    return running;
  }

  static synchronized Playwright driver() {
    if (driver == null) {
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      Runtime.getRuntime().addShutdownHook(new Thread(Chromium::stop));
      driver = playwright;
    }
    return driver;
  }

  private static synchronized void stop() {
    if (running != null) {
      running.close();
    }
    if (driver != null) {
      driver.close();
    }
  }

  private static Browser start(Path path) {
    return driver()
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(path)
                // In a container there is neither a sandbox nor room in /dev/shm.
                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"))
                // Playwright switches off what a page that was put aside must be tested with.
                .setIgnoreDefaultArgs(List.of("--disable-back-forward-cache")));
  }

  static Path path() {
    Optional<Path> found =
        System.getProperty("browser") != null
            ? Optional.of(Path.of(Objects.requireNonNull(System.getProperty("browser"))))
            : FOLDERS.stream()
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    if (found.filter(Files::isExecutable).isEmpty()) {
      String said = "no Chromium is found (-Dbrowser=PATH names one): ";
      if (Boolean.getBoolean("browser.required")) {
        throw new AssertionError(said + "tests in a browser cannot run");
      }
      System.out.println(said + "tests in a browser are skipped");
      Assumptions.abort(said + "skipped");
    }
    return found.orElseThrow();
  }
}
