package tw.shouwang.api.directory.editing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.directory.snapshot.DirectorySettings;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;

/// Lets the directory forget closures that are over and, for the feed of changes, entries that have
/// long been gone.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
final class DirectoryUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryUpkeep.class);

  private final DirectoryWriter writer;
  private final DirectoryEditor editor;
  private final DirectorySettings settings;
  private final InstantSource time;

  DirectoryUpkeep(
      DirectoryWriter writer,
      DirectoryEditor editor,
      DirectorySettings settings,
      InstantSource time) {
    this.writer = writer;
    this.editor = editor;
    this.settings = settings;
    this.time = time;
  }

  @Scheduled(initialDelay = "10m", fixedDelay = "6h")
  void run() {
    try {
      tidy(time.instant());
    } catch (RuntimeException e) {
      LOG.warn("the directory could not be tidied; the next run tries again", e);
    }
  }

  void tidy(Instant now) {
    if (writer.tidy(now.minus(settings.removalsKept()), now.minus(settings.closuresKept()))) {
      editor.announce();
    }
  }
}
