package tw.shouwang.api.database;

import java.io.IOException;
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

/// The PostgreSQL that goes on running when the process that started it was killed.
final class LeftBehindPostmaster {

  private static final Logger LOG = LoggerFactory.getLogger(LeftBehindPostmaster.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private LeftBehindPostmaster() {}

  /// Ends the server that still runs on this data folder, if one does. The caller holds the folder,
  /// so no living process of ours can be its owner.
  static void end(Path data) throws IOException {
    Optional<ProcessHandle> postmaster = running(data);
    if (postmaster.isEmpty()) {
      return;
    }
    LOG.warn("a database was left running by a process that was killed; stopping it first");
    postmaster.get().destroy();
    if (!endsWithin(postmaster.get(), PATIENCE)) {
      // It replays its write-ahead log at the next start: nothing that was committed is lost.
      postmaster.get().destroyForcibly();
      endsWithin(postmaster.get(), PATIENCE);
    }
  }

  private static Optional<ProcessHandle> running(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    // The number may long belong to another program: only a postgres of the same folder is ours.
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
