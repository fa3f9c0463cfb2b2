package tw.shouwang.graphql.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs the scripts in `src/test/clients` with Node and the packages of their lock file. Without
/// Node or npm the tests fail, because the server must work with real clients.
public final class NodeClients {

  private static final Path SOURCES = Path.of("src", "test", "clients");
  private static final Path INSTALLED = Path.of("target", "clients");
  private static final long LONGEST_MINUTES = 5;
  private static boolean installed;

  private NodeClients() {}

  /// Runs a script to its end and returns its lines of output.
  ///
  /// @throws AssertionError if it fails, with its output
  public static List<String> run(String script, String... arguments) {
    install();
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return execute(command);
  }

  /// The folder that the scripts run in, with their packages installed.
  public static Path folder() {
    install();
    return INSTALLED;
  }

  /// Installs the packages once; several processes of tests may come here at once.
  private static synchronized void install() {
    if (installed) {
      return;
    }
    try {
      Files.createDirectories(INSTALLED);
      try (FileChannel lock =
              FileChannel.open(
                  INSTALLED.resolve("install.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = lock.lock()) {
        copySources();
        Path done = INSTALLED.resolve("installed.json");
        Path wanted = INSTALLED.resolve("package-lock.json");
        if (!Files.exists(done) || Files.mismatch(done, wanted) >= 0) {
          execute(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
          Files.copy(wanted, done, StandardCopyOption.REPLACE_EXISTING);
        }
        held.release();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    installed = true;
  }

  private static void copySources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(NodeClients::isSource).toList()) {
        Path copy = INSTALLED.resolve(SOURCES.relativize(file));
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /// Whether a file belongs to the sources, and was not installed or built there by hand.
  private static boolean isSource(Path file) {
    String path = SOURCES.relativize(file).toString();
    return Files.isRegularFile(file)
        && !path.contains("node_modules")
        && !path.startsWith(Path.of("sample", "dist").toString());
  }

  private static List<String> execute(List<String> command) {
    try {
      Path output = Files.createTempFile(INSTALLED, "output", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(INSTALLED.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(command + " failed:\n" + String.join("\n", lines));
      }
      return lines;
    } catch (IOException e) {
      throw new AssertionError(command + " cannot run: the tests need Node.js and npm", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
