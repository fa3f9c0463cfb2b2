package tw.shouwang.api.directory.editing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import tw.shouwang.api.directory.snapshot.DirectorySettings;
import tw.shouwang.api.directory.storage.AgencyLinkRepository;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.NightlyJobs;

/// Deletes past closures, links that no agency answered and, from the feed of changes, entries that
/// were removed long ago.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
final class DirectoryUpkeep {

  /// An expired link is stored this long, so that the answer is "expired" and not "unknown".
  private static final Duration LINKS_KEPT = Duration.ofDays(30);

  private final DirectoryWriter writer;
  private final DirectoryEditor editor;
  private final AgencyLinkRepository links;
  private final DirectorySettings settings;
  private final InstantSource clock;

  private final NightlyJobs jobs;

  DirectoryUpkeep(
      DirectoryWriter writer,
      DirectoryEditor editor,
      AgencyLinkRepository links,
      DirectorySettings settings,
      InstantSource clock,
      NightlyJobs jobs) {
    this.jobs = jobs;
    this.writer = writer;
    this.editor = editor;
    this.links = links;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(initialDelay = "10m", fixedDelay = "6h")
  void run() {
    jobs.run("directory", () -> tidy(clock.instant()));
  }

  void tidy(Instant now) {
    links.deleteByAnsweredAtIsNullAndExpiresAtBefore(now.minus(LINKS_KEPT));
    if (writer.tidy(now.minus(settings.removalsKept()), now.minus(settings.closuresKept()))) {
      editor.announce();
    }
  }
}
