package tw.shouwang.api.intake.figures;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.NightlyJobs;
import tw.shouwang.foundation.TaiwanTime;

/// Every night: marks repeated cases, deletes their tags after six months, and publishes the
/// figures of the previous month once they are final. Harmless on several nodes.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class FigureJob {

  /// The day of the month on which all cases of the previous month are graded or late.
  private static final int SETTLED_ON = 8;

  private static final int TAG_MONTHS = 6;

  /// Small enough for the driver's limit of five seconds per statement, even on a slow day.
  private static final int BATCH = 500;

  private final FigureRepository repository;
  private final NightlyJobs jobs;
  private final FigureService figures;
  private final Directory directory;
  private final JsonMapper json;
  private final InstantSource clock;

  FigureJob(
      FigureRepository repository,
      NightlyJobs jobs,
      FigureService figures,
      Directory directory,
      JsonMapper json,
      InstantSource clock) {
    this.repository = repository;
    this.jobs = jobs;
    this.figures = figures;
    this.directory = directory;
    this.json = json;
    this.clock = clock;
  }

  @Scheduled(cron = "0 45 2 * * *", zoneId = "Asia/Taipei")
  void run() {
    jobs.run("repeats", this::findRepeats);
    jobs.run("figures", this::publish);
  }

  /// In batches, none of which reaches the statement timeout.
  void findRepeats() {
    UUID after = new UUID(0, 0);
    for (Optional<UUID> last = repository.endOfTagged(after, BATCH);
        last.isPresent();
        last = repository.endOfTagged(after, BATCH)) {
      repository.markRepeats(after, last.get());
      after = last.get();
    }
    Instant oldest = TaiwanTime.startOf(today().minusMonths(TAG_MONTHS));
    while (repository.forgetRepeatTags(oldest, BATCH) > 0) {}
  }

  void publish() throws IOException {
    if (today().getDayOfMonth() < SETTLED_ON) {
      return;
    }
    YearMonth month = YearMonth.from(today()).minusMonths(1);
    for (Centre centre : directory.centres()) {
      if (repository.countPublished(centre.code(), month.atDay(1)) == 0) {
        String told = json.writeValueAsString(figures.ofMonth(centre.code(), month));
        repository.publish(centre.code(), month.atDay(1), told);
      }
    }
  }

  private LocalDate today() {
    return TaiwanTime.today(clock);
  }
}
