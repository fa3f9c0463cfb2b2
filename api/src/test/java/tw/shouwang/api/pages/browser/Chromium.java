package tw.shouwang.api.pages.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// The machine's own Chromium, one for all tests of a process. Found by `-Dbrowser=PATH`, else
/// where Debian and others put it. Without one, tests say so and are skipped; with
/// `-Dbrowser.required=true`, as in `.ci/run`, they fail.
///
/// Most tests run in its headless shell, where there is one: the same engine without windows,
/// profiles and notifications, which takes a third of the processor time for a page.
final class Chromium {

  private static final List<String> SHELLS =
      List.of("chromium-headless-shell", "chrome-headless-shell");
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> FOLDERS =
      List.of("/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome");

  private static @Nullable Playwright driver;
  private static @Nullable Browser running;
  private static @Nullable Browser whole;

  private Chromium() {}

  static synchronized Browser browser() {
    if (running == null) {
      running = start(named().or(() -> installed(SHELLS)).orElseGet(Chromium::path));
    }
    return running;
  }

  /// With all that a person's browser has, e.g. notifications.
  static synchronized Browser wholeBrowser() {
    if (whole == null) {
      whole = start(path());
    }
    return whole;
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
    if (whole != null) {
      whole.close();
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
                // In a container there is neither a sandbox nor room in /dev/shm. The shell would
                // widen letters to whole pixels, which neither a phone nor the browser does.
                .setArgs(
                    List.of(
                        "--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"))
                // Playwright switches off what a page that was put aside must be tested with.
                .setIgnoreDefaultArgs(List.of("--disable-back-forward-cache")));
  }

  /// The whole browser.
  static Path path() {
    Optional<Path> found = named().or(() -> installed(NAMES));
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

  private static Optional<Path> named() {
    return Optional.ofNullable(System.getProperty("browser")).map(Path::of);
  }

  private static Optional<Path> installed(List<String> names) {
    return FOLDERS.stream()
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
