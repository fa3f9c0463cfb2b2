package tw.shouwang.api.pages.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A person's own browser, with a profile on the disk that outlives it. Nothing that changes what
/// such a browser keeps is switched on: no interception, and none of the switches of tests.
final class ProfiledBrowser implements AutoCloseable {

  private static final int SECONDS = 60;

  final BrowserContext context;
  private final Process process;
  private final Browser browser;

  private ProfiledBrowser(Process process, Browser browser) {
    this.process = process;
    this.browser = browser;
    this.context = browser.contexts().getFirst();
    context.setDefaultTimeout(30_000);
  }

  static ProfiledBrowser open(Path profile) {
    try {
      Path address = profile.resolve("DevToolsActivePort");
      // Of the browser that had this profile before.
      Files.deleteIfExists(address);
      List<String> command = new ArrayList<>(List.of(Chromium.path().toString()));
      command.addAll(
          List.of(
              "--headless=new",
              // In a container there is neither a sandbox nor room in /dev/shm.
              "--no-sandbox",
              "--disable-dev-shm-usage",
              "--no-first-run",
              "--password-store=basic",
              // Nothing but the service is reached.
              "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
              "--remote-debugging-port=0",
              "--user-data-dir=" + profile));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      List<String> lines = written(address, process);
      Browser browser =
          Chromium.driver()
              .chromium()
              .connectOverCDP(
                  "http://127.0.0.1:" + lines.getFirst().strip(),
                  new BrowserType.ConnectOverCDPOptions()
                      .setTimeout(TimeUnit.SECONDS.toMillis(SECONDS)));
      return new ProfiledBrowser(process, browser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> written(Path file, Process process) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end) {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() >= 2) {
        return lines;
      }
      if (!process.isAlive()) {
        throw new AssertionError("the browser ended with " + process.exitValue());
      }
      LockSupport.parkNanos(50_000_000);
    }
    process.destroyForcibly();
    throw new AssertionError("the browser does not say where it listens");
  }

  /// Ends it as a dead battery does: it writes nothing more.
  void crash() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    ended();
  }

  /// Ends it as its own menu does.
  @Override
  public void close() {
    if (process.isAlive()) {
      browser.newBrowserCDPSession().send("Browser.close");
      ended();
    }
  }

  private void ended() {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The files of a profile that hold a text in any form, from the profile's folder on.
  static List<String> holding(Path profile, String text) {
    List<String> forms = SealedVisits.forms(text);
    return all(profile).entrySet().stream()
        .filter(file -> forms.stream().anyMatch(file.getValue()::contains))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Each file by its path, as ISO 8859-1. What is taken away meanwhile is left out.
  static Map<String, String> all(Path profile) {
    Map<String, String> all = new TreeMap<>();
    FileVisitor<Path> reader =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              read(file).ifPresent(text -> all.put(profile.relativize(file).toString(), text));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
            if (gone instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw gone;
          }
        };
    try {
      Files.walkFileTree(profile, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /// A browser that runs takes journals away while they are read.
  private static Optional<String> read(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
