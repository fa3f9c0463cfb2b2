package tw.shouwang.api.cases.hours;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.database.DatabaseSetup;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.foundation.TaiwanTime;

/// When somebody is at a centre, kept in memory and read again every minute. On a day off a centre
/// has the hours of its Sundays: one that is staffed on Sundays is staffed on holidays too.
@Singleton
public class StaffedHours implements DatabaseSetup {

  private static final Logger LOG = LoggerFactory.getLogger(StaffedHours.class);
  private static final int DAYS_AHEAD = 15;
  private static final int SUNDAY = 7;
  private static final int LAST = 900;

  private final CentreHoursRepository repository;
  private final Directory directory;
  private volatile Map<String, List<CentreHoursRow>> hours = Map.of();

  StaffedHours(CentreHoursRepository repository, Directory directory) {
    this.repository = repository;
    this.directory = directory;
  }

  /// @param now null where the centre has said nothing
  /// @param nextFrom when somebody is there again, where nobody is now
  /// @param danger whether somebody may be hurt, so that they must not wait for the office
  public record Staffed(@Nullable Boolean now, @Nullable Instant nextFrom, boolean danger) {}

  public Staffed of(String centre, Instant at, boolean danger) {
    List<CentreHoursRow> rows = hours.getOrDefault(centre, List.of());
    if (rows.isEmpty()) {
      return new Staffed(null, null, danger);
    }
    ZonedDateTime local = at.atZone(TaiwanTime.ZONE);
    int minute = local.getHour() * 60 + local.getMinute();
    LocalDate today = local.toLocalDate();
    boolean now =
        on(rows, today).stream().anyMatch(row -> row.opens() <= minute && minute < row.closes());
    return new Staffed(now, now ? null : next(rows, today, minute), danger);
  }

  private @Nullable Instant next(List<CentreHoursRow> rows, LocalDate today, int minute) {
    for (int ahead = 0; ahead < DAYS_AHEAD; ahead++) {
      LocalDate day = today.plusDays(ahead);
      int after = ahead == 0 ? minute : -1;
      for (CentreHoursRow row : on(rows, day)) {
        if (row.opens() > after) {
          return TaiwanTime.startOf(day).plusSeconds(row.opens() * 60L);
        }
      }
    }
    return null;
  }

  /// Beyond the loaded calendar only weekdays count.
  private List<CentreHoursRow> on(List<CentreHoursRow> rows, LocalDate day) {
    int weekday = day.getDayOfWeek().getValue();
    boolean isOff = weekday < 6 && !directory.isWorkingDay(day).orElse(true);
    int as = isOff ? SUNDAY : weekday;
    return rows.stream().filter(row -> row.weekday() == as).toList();
  }

  @Override
  public int order() {
    return LAST;
  }

  @Override
  public void setUp() {
    hours = repository.all().stream().collect(Collectors.groupingBy(CentreHoursRow::centre));
  }

  @Scheduled(fixedDelay = "1m", initialDelay = "1m")
  void refresh() {
    try {
      setUp();
    } catch (RuntimeException e) {
      LOG.warn("centres' hours are read again in a minute: {}", e.getClass().getSimpleName());
    }
  }
}
