package tw.shouwang.api.intake.figures;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.directory.Centre;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;

/// Nightly: finds repeats and forgets the tags they were found by after six months, and publishes
/// the figures of the month before once it has settled. Harmless on several nodes.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class FigureJob {

  private static final Logger LOG = LoggerFactory.getLogger(FigureJob.class);
  private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

  /// By then what came on the last day has been graded or is late.
  private static final int SETTLED_ON = 8;

  private static final int TAG_MONTHS = 6;

  private final FigureRepository repository;
  private final FigureService figures;
  private final Directory directory;
  private final JsonMapper json;
  private final InstantSource clock;

  FigureJob(
      FigureRepository repository,
      FigureService figures,
      Directory directory,
      JsonMapper json,
      InstantSource clock) {
    this.repository = repository;
    this.figures = figures;
    this.directory = directory;
    this.json = json;
    this.clock = clock;
  }

  @Scheduled(cron = "0 45 2 * * *", zoneId = "Asia/Taipei")
  void run() {
    try {
      findRepeats();
      publish();
    } catch (RuntimeException | IOException e) {
      LOG.error("figures are made tomorrow night: {}", e.getClass().getSimpleName());
    }
  }

  void findRepeats() {
    repository.markRepeats();
    LocalDate oldest = today().minusMonths(TAG_MONTHS);
    repository.forgetRepeatTags(oldest.atStartOfDay(TAIPEI).toInstant());
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
    return LocalDate.ofInstant(clock.instant(), TAIPEI);
  }
}
