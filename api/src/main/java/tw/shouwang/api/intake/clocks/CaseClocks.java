package tw.shouwang.api.intake.clocks;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.OverdueNotices;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.intake.alerts.Alerts;
import tw.shouwang.api.intake.answers.StorageOutage;
import tw.shouwang.api.intake.answers.TriageCategory;
import tw.shouwang.api.intake.jobs.JobClaims;
import tw.shouwang.api.intake.webhooks.WebhookEvent;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.foundation.TaiwanTime;

/// Starts the clocks of new cases, warns before a deadline, and reports a missed deadline: to staff
/// by alerts and the list of missed clocks, to the sender by the event OVERDUE.
///
/// Each change is one transaction with its consequences, and only one of several nodes makes it.
@Singleton
public class CaseClocks {

  private static final Logger LOG = LoggerFactory.getLogger(CaseClocks.class);
  private static final int BATCH = 1_000;

  private static final int MOST_OUTAGES_IN_A_ROW = 10;
  private static final UUID FIRST = new UUID(0, 0);

  private static final int NOTICE_DAYS = 14;

  private final ClockRepository clocks;
  private final Deadlines deadlines;
  private final Alerts alerts;
  private final OverdueNotices overdue;
  private final JobClaims claims;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;
  private final Alarm alarm;

  CaseClocks(
      ClockRepository clocks,
      Deadlines deadlines,
      Alerts alerts,
      OverdueNotices overdue,
      JobClaims claims,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.clocks = clocks;
    this.deadlines = deadlines;
    this.alerts = alerts;
    this.overdue = overdue;
    this.claims = claims;
    this.clock = clock;
    this.transactions = transactions;
    this.alarm = new Alarm(LOG, clock);
  }

  /// The clocks of one case, the earliest deadline first.
  public List<RunningClock> of(UUID caseId) {
    return clocks.ofCase(caseId);
  }

  /// A centre's missed clocks that are still not met, danger first, then the oldest.
  public List<RunningClock> missed(String centre, int atMost) {
    return clocks.missedOf(centre, atMost);
  }

  /// The open cases without a message for so long that they close within two weeks.
  public List<UUID> closingSoon(String centre, int atMost) {
    return clocks.closingSoon(centre, noticeUntil(), atMost);
  }

  /// What sounds like danger waits no longer than danger; in the caller's transaction.
  void dangerHeard(DeskCase known) {
    ClockTimes times = deadlines.ofDanger(clock.instant());
    clocks.startAnew(known.id(), ClockKind.DANGER, times.warnAt(), times.dueAt(), known.status());
    alerts.tell(WebhookEvent.DANGER_ARRIVED, known.centre());
  }

  /// Restarts the danger clock of a case from another centre: it is treated as newly reported,
  /// whatever the other centre did. In the caller's transaction.
  public void takenOver(DeskCase known) {
    if (known.grade() == Urgency.IMMEDIATE_DANGER) {
      ClockTimes times = deadlines.ofDanger(clock.instant());
      clocks.startAnew(known.id(), ClockKind.DANGER, times.warnAt(), times.dueAt(), known.status());
      alerts.tell(WebhookEvent.DANGER_ARRIVED, known.centre());
    }
  }

  /// Starts the legal clocks for the category that a worker chose, whatever topic the sender named.
  /// In the caller's transaction.
  public void triaged(DeskCase known, TriageCategory category) {
    Map<ClockKind, ClockTimes> times =
        switch (category) {
          case PROTECTION -> deadlines.ofProtection(known.receivedAt());
          case VULNERABLE_FAMILY -> deadlines.ofVulnerableFamily(known.receivedAt());
          case MENTAL_ILLNESS_WITH_VIOLENCE,
              WELFARE,
              MENTAL_HEALTH,
              COMMUNITY_SAFETY,
              DISPUTED,
              OTHER ->
              Map.of();
        };
    times.forEach((kind, time) -> clocks.start(known.id(), kind, time.warnAt(), time.dueAt()));
  }

  /// Starts the clocks of new cases. If that fails for a case, the next run tries again, and the
  /// other cases are not affected.
  void startNew() {
    this.<WatchedCase>forEach(
        last ->
            last == null
                ? clocks.withoutClocks(false, FIRST, BATCH)
                : clocks.withoutClocks(!last.isDanger(), last.id(), BATCH),
        this::start);
  }

  /// Warns of and ends the clocks that are due. A failure affects one clock only, as in
  /// [#startNew].
  void lookAtDue() {
    Instant now = clock.instant();
    this.<RunningClock>forEach(
        last ->
            last == null
                ? clocks.toLookAt(now, Instant.EPOCH, FIRST, "", BATCH)
                : clocks.toLookAt(now, last.nextAt(), last.caseId(), last.kind().name(), BATCH),
        found -> lookAt(found, now));
  }

  /// Works on each row, page by page. A row that fails is skipped; the run ends only if storage is
  /// unavailable for several rows.
  private <T extends Record> void forEach(
      Function<@Nullable T, List<T>> pageAfter, Consumer<T> work) {
    int outagesInARow = 0;
    @Nullable T last = null;
    List<T> page;
    do {
      page = pageAfter.apply(last);
      for (T next : page) {
        last = next;
        try {
          work.accept(next);
          outagesInARow = 0;
        } catch (RuntimeException e) {
          alarm.warn("a clock is looked at again in a moment: {}", e.getClass().getSimpleName());
          outagesInARow = StorageOutage.isCauseOf(e) ? outagesInARow + 1 : 0;
          if (outagesInARow == MOST_OUTAGES_IN_A_ROW) {
            throw e;
          }
        }
      }
    } while (page.size() == BATCH);
  }

  /// Alerts a centre once a day that silent cases will close by themselves.
  void tellOfClosing(String centre) {
    transactions.executeWrite(transaction -> {
      boolean any = clocks.closingUntil(centre, noticeUntil()) > 0;
      if (any && claims.claim("closing-" + centre, today()) > 0) {
        alerts.tell(WebhookEvent.CLOSING_SOON, centre);
      }
      return any;
    });
  }

  private LocalDate noticeUntil() {
    return today().plusDays(NOTICE_DAYS);
  }

  private LocalDate today() {
    return TaiwanTime.today(clock);
  }

  private void start(WatchedCase found) {
    Map<ClockKind, ClockTimes> times =
        deadlines.of(found.topics(), found.isDanger(), found.receivedAt(), found.dueAt());
    transactions.executeWrite(transaction -> {
      if (clocks.markStarted(found.id()) > 0) {
        times.forEach((kind, time) -> {
          long started = clocks.start(found.id(), kind, time.warnAt(), time.dueAt());
          if (started > 0 && kind == ClockKind.DANGER) {
            alerts.tell(WebhookEvent.DANGER_ARRIVED, found.centre());
          }
        });
      }
      return null;
    });
  }

  /// Each update checks again whether the clock is met, because the row may have been read long
  /// ago.
  void lookAt(RunningClock each, Instant now) {
    transactions.executeWrite(transaction -> {
      if (clocks.met(each.caseId(), each.kind(), each.dueAt()) == 0) {
        if (now.isBefore(each.dueAt())) {
          warn(each);
        } else {
          miss(each);
        }
      }
      return null;
    });
  }

  private void warn(RunningClock each) {
    if (clocks.warned(each.caseId(), each.kind(), each.dueAt()) > 0) {
      alerts.tell(
          each.kind() == ClockKind.DANGER
              ? WebhookEvent.DANGER_UNCLAIMED
              : WebhookEvent.DEADLINE_NEAR,
          each.centre());
    }
  }

  private void miss(RunningClock each) {
    if (clocks.missed(each.caseId(), each.kind(), each.dueAt()) > 0) {
      alerts.tell(WebhookEvent.DEADLINE_MISSED, each.centre());
      if (each.kind().concernsTheSender()) {
        overdue.tell(each.caseId());
      }
    }
  }
}
