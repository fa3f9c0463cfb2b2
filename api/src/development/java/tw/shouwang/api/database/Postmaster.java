package tw.shouwang.api.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL server that runs on a data folder, according to its `postmaster.pid`. It keeps
/// running when the process that started it is killed.
final class Postmaster {

  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
  private static final int PORT_LINE = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private Postmaster() {}

  /// Stops a server that still runs on this data folder. The caller holds the folder, so no living
  /// process of ours uses the server.
  static void endIfLeftBehind(Path data) throws IOException {
    Optional<ProcessHandle> postmaster = running(data);
    if (postmaster.isEmpty()) {
      return;
    }
    LOG.warn("a database was left running by a process that was killed; stopping it first");
    postmaster.get().destroy();
    if (!endsWithin(postmaster.get(), PATIENCE)) {
      // The server replays its write-ahead log at the next start, so no committed data is lost.
      postmaster.get().destroyForcibly();
      endsWithin(postmaster.get(), PATIENCE);
    }
  }

  /// Waits for a server that was told to stop. Its last checkpoint may take longer than the five
  /// seconds for which the library waits.
  static void awaitEnd(Path data) throws IOException {
    running(data)
        .ifPresent(postmaster -> {
          if (!endsWithin(postmaster, PATIENCE.multipliedBy(4))) {
            LOG.warn("the embedded database is still stopping");
          }
        });
  }

  /// The port of this data folder's server.
  static int port(Path data) {
    try {
      return Integer.parseInt(lines(data).get(PORT_LINE).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    return Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
  }

  private static Optional<ProcessHandle> running(Path data) throws IOException {
    List<String> lines = lines(data);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    // The process id may be reused by another program: only a postgres with the same folder is
    // ours.
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(ProcessHandle::isAlive)
        .filter(process -> isPostgresOf(process, data));
  }

  private static boolean isPostgresOf(ProcessHandle process, Path data) {
    String command = process.info().commandLine().orElse("");
    return command.contains("postgres") && command.contains(data.toString());
  }

  private static boolean endsWithin(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
