package tw.shouwang.api.intake.clocks;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.OverdueNotices;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.intake.alerts.AlertedCase;
import tw.shouwang.api.intake.alerts.Alerts;
import tw.shouwang.api.intake.answers.ListPosition;
import tw.shouwang.api.intake.answers.NeighbourSystem;
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
  private static final int STARTED_TOGETHER = 100;

  private static final int MOST_OUTAGES_IN_A_ROW = 10;
  private static final UUID FIRST = new UUID(0, 0);

  private static final int NOTICE_DAYS = 14;

  private final ClockRepository clocks;
  private final Deadlines deadlines;
  private final Directory directory;
  private final Alerts alerts;
  private final OverdueNotices overdue;
  private final JobClaims claims;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;
  private final Alarm alarm;

  CaseClocks(
      ClockRepository clocks,
      Deadlines deadlines,
      Directory directory,
      Alerts alerts,
      OverdueNotices overdue,
      JobClaims claims,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.clocks = clocks;
    this.deadlines = deadlines;
    this.directory = directory;
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
    return missed(centre, ListPosition.START, atMost);
  }

  List<RunningClock> missed(String centre, ListPosition after, int atMost) {
    boolean calm =
        !after.equals(ListPosition.START) && !after.kind().equals(ClockKind.DANGER.name());
    return clocks.missedOf(centre, calm, after.time(), after.caseId(), after.kind(), atMost);
  }

  /// How many of a centre's clocks are missed and still not met.
  int countMissed(String centre) {
    return clocks.countMissed(centre);
  }

  /// The open cases without a message for so long that they close within two weeks.
  List<ClosingRow> closingSoon(String centre, LocalDate afterDay, UUID afterId, int atMost) {
    return clocks.closingSoon(centre, noticeUntil(), afterDay, afterId, atMost);
  }

  /// How many of them there are.
  int countClosing(String centre) {
    return Math.toIntExact(clocks.closingUntil(centre, noticeUntil(), true));
  }

  /// Makes the clocks follow what happened to a case. In the caller's transaction.
  ///
  /// @return whether it is danger from now on, or danger that nobody has any more
  boolean follow(Happening what, DeskCase before, DeskCase now) {
    startWaiting(now.id(), now);
    Set<Topic> handedOnFor =
        directory.resources(now.referredResources(), now.area()).stream()
            .flatMap(resource -> resource.topics().stream())
            .collect(Collectors.toUnmodifiableSet());
    for (ClockKind kind : ClockKind.values()) {
      if (kind.isDoneBy(what, handedOnFor)) {
        clocks.done(now.id(), kind);
      }
    }
    return switch (what) {
      case DANGER_SAID, DANGER_HEARD -> startDanger(now);
      case TRANSFERRED -> now.isDanger() && startDanger(now);
      case TAKEN_AS_REAL -> beginAnew(now, Set.of());
      case GRADED -> graded(before, now);
      case RELEASED -> now.isDanger() && runs(now.id()) && startDanger(now);
      case MERGED -> !before.isDanger() && now.isDanger() && !isWatched(now) && startDanger(now);
      case SENDER_REOPENED, SEPARATED -> comeBack(now);
      // Reopening a case that is open changes no clock.
      case REOPENED -> before.status() == CaseStatus.CLOSED && comeBack(now);
      case ARRIVED,
          SENDER_WROTE,
          WITHDRAWN,
          CLAIMED,
          ASSIGNED,
          ACKNOWLEDGED,
          ANSWERED,
          REFERRED,
          HANDED_BACK,
          CLOSED,
          DANGER_WAITS,
          DANGER_STILL_WAITS,
          CALL_DUE,
          DEADLINE_NEAR,
          DEADLINE_MISSED ->
          false;
    };
  }

  /// Moves the running clocks of a merged case to its main case, because a merged case has none of
  /// its own.
  void adopt(DeskCase main, UUID merged) {
    startWaiting(main.id(), main);
    startWaiting(merged, main);
    clocks.adopt(main.id(), merged);
  }

  /// Starts the clocks of a case if a step comes before the job that starts them. Otherwise the
  /// step would find no clocks to mark as met or to move.
  ///
  /// @param now the case after the step, or the one into which it is merged
  private void startWaiting(UUID id, DeskCase now) {
    List<WatchedCase> waiting = clocks.withoutClocks(id);
    if (waiting.isEmpty()) {
      return;
    }
    if (!startAll(marked(waiting)).isEmpty() && now.isDanger()) {
      alerts.tell(Happening.ARRIVED, AlertedCase.of(now), true);
    }
  }

  private boolean startDanger(DeskCase now) {
    startDanger(List.of(now));
    return true;
  }

  /// Restarts the clock of danger of these cases, in which danger begins now. In the caller's
  /// transaction.
  void startDanger(List<DeskCase> now) {
    Instant from = clock.instant();
    ClockTimes times = deadlines.ofDanger(from);
    Instant second = Deadlines.secondAt(from);
    clocks.startDangerAnew(
        joined(now, each -> each.id().toString()), times.warnAt(), times.dueAt(), second);
  }

  /// The legal clocks count from the receipt, for the category that a worker chose, whatever topic
  /// the sender named; the clock of danger counts from the grading, if the case was no danger
  /// before.
  private boolean graded(DeskCase before, DeskCase now) {
    legal(now, now.receivedAt())
        .forEach((kind, time) -> clocks.start(now.id(), kind, time.warnAt(), time.dueAt(), null));
    return now.isDanger() && !before.isDanger() && startDanger(now);
  }

  private Map<ClockKind, ClockTimes> legal(DeskCase now, Instant from) {
    String category = now.triageCategory();
    if (category == null) {
      return Map.of();
    }
    return switch (TriageCategory.valueOf(category)) {
      case PROTECTION, MENTAL_ILLNESS_WITH_VIOLENCE -> deadlines.ofProtection(from);
      case VULNERABLE_FAMILY -> deadlines.ofVulnerableFamily(from);
      case WELFARE, MENTAL_HEALTH, COMMUNITY_SAFETY, DISPUTED, OTHER -> Map.of();
    };
  }

  /// Restarts the clocks of a case that comes back, so that no deadline that passed while it was
  /// closed is reported as missed.
  private boolean comeBack(DeskCase now) {
    return beginAnew(
        now,
        clocks.ofCase(now.id()).stream()
            .filter(RunningClock::met)
            .map(RunningClock::kind)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /// Restarts the clocks of a case from now. For an exercise that became real, no clock counts as
  /// met by what was played.
  ///
  /// @param met what stays met
  private boolean beginAnew(DeskCase now, Set<ClockKind> met) {
    Instant from = CoarseTime.rounded(clock.instant());
    Map<ClockKind, ClockTimes> times =
        new EnumMap<>(deadlines.of(topics(now), false, from, from.plus(Deadlines.DAY)));
    times.putAll(legal(now, from));
    times.forEach((kind, time) -> {
      if (!met.contains(kind)) {
        clocks.startAnew(now.id(), kind, time.warnAt(), time.dueAt(), null);
      }
    });
    return now.isDanger() && startDanger(now);
  }

  /// Restarts the law's clocks that ask for this neighbour when it sends a case back, because the
  /// centre then has to decide again.
  void runAgain(DeskCase now, String neighbour) {
    Optional<NeighbourSystem> system = NeighbourSystem.named(neighbour);
    Instant from = clock.instant();
    Map<ClockKind, ClockTimes> times = new EnumMap<>(deadlines.ofProtection(from));
    times.putAll(deadlines.ofVulnerableFamily(from));
    for (RunningClock each : clocks.ofCase(now.id())) {
      ClockTimes time = times.get(each.kind());
      if (time != null && system.filter(each.kind()::isMetWith).isPresent() && !each.met()) {
        clocks.startAnew(now.id(), each.kind(), time.warnAt(), time.dueAt(), null);
      }
    }
  }

  private static Set<Topic> topics(DeskCase now) {
    Set<Topic> topics = EnumSet.of(now.topic());
    now.otherTopics().forEach(name -> topics.add(Topic.valueOf(name)));
    return topics;
  }

  private boolean runs(UUID id) {
    return clocks.ofCase(id).stream()
        .anyMatch(each -> each.kind() == ClockKind.DANGER && !each.met());
  }

  /// Whether the case's clock of danger will still alert somebody. A clock that was met or missed
  /// before the present danger alerts nobody any more.
  private boolean isWatched(DeskCase now) {
    return clocks.ofCase(now.id()).stream()
        .anyMatch(each -> each.kind() == ClockKind.DANGER && each.next() != null);
  }

  /// Starts the clocks of new cases. If that fails for a case, the next run tries again, and the
  /// other cases are not affected.
  void startNew() {
    this.<WatchedCase>forEach(
        last ->
            last == null
                ? clocks.withoutClocks(false, FIRST, BATCH)
                : clocks.withoutClocks(!last.isDanger(), last.id(), BATCH),
        STARTED_TOGETHER,
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
        1,
        found -> lookAt(found.getFirst(), now));
  }

  /// Works on all rows, page by page and some together. Where those fail, each is tried alone; one
  /// that fails alone is skipped. The run ends only if storage is unavailable several times.
  private <T extends Record> void forEach(
      Function<@Nullable T, List<T>> pageAfter, int together, Consumer<List<T>> work) {
    int outagesInARow = 0;
    @Nullable T last = null;
    List<T> page;
    do {
      page = pageAfter.apply(last);
      Deque<List<T>> parts = new ArrayDeque<>();
      for (int i = 0; i < page.size(); i += together) {
        parts.add(page.subList(i, Math.min(page.size(), i + together)));
      }
      while (!parts.isEmpty()) {
        List<T> part = parts.remove();
        try {
          work.accept(part);
          outagesInARow = 0;
        } catch (RuntimeException e) {
          outagesInARow = StorageOutage.isCauseOf(e) ? outagesInARow + 1 : 0;
          if (outagesInARow == MOST_OUTAGES_IN_A_ROW) {
            throw e;
          }
          if (part.size() > 1) {
            part.reversed().forEach(each -> parts.addFirst(List.of(each)));
          } else {
            alarm.warn("a clock is looked at again in a moment: {}", e.getClass().getSimpleName());
          }
        }
      }
      if (!page.isEmpty()) {
        last = page.getLast();
      }
    } while (page.size() == BATCH);
  }

  /// Alerts a centre once a day that silent cases will close by themselves.
  void tellOfClosing(String centre) {
    transactions.executeWrite(transaction -> {
      boolean any = clocks.closingUntil(centre, noticeUntil(), false) > 0;
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

  /// Each centre is alerted once, because an alert names no case. A case that somebody has locked
  /// is left for the next run.
  private void start(List<WatchedCase> found) {
    transactions.executeWrite(transaction -> {
      List<WatchedCase> starting = marked(found);
      Set<UUID> danger = startAll(starting);
      for (boolean exercise : new boolean[] {false, true}) {
        starting.stream()
            .filter(each -> each.exercise() == exercise)
            .collect(
                Collectors.groupingBy(
                    WatchedCase::centre,
                    TreeMap::new,
                    Collectors.reducing(
                        false, each -> danger.contains(each.id()), Boolean::logicalOr)))
            .forEach((centre, any) ->
                alerts.tell(Happening.ARRIVED, new AlertedCase(centre, any, null, exercise), any));
      }
      return null;
    });
  }

  /// Marks the cases whose clocks this node starts, and returns them.
  private List<WatchedCase> marked(List<WatchedCase> found) {
    Set<UUID> free = Set.copyOf(clocks.markStarted(joined(found, each -> each.id().toString())));
    return found.stream().filter(each -> free.contains(each.id())).toList();
  }

  /// @return the cases in which a clock of danger was started
  private Set<UUID> startAll(List<WatchedCase> starting) {
    List<NewClock> started = starting.stream().flatMap(this::clocksOf).toList();
    return Set.copyOf(
        clocks.startAll(
            joined(started, each -> each.caseId().toString()),
            joined(started, each -> each.kind().name()),
            joined(started, each -> each.times().warnAt().toString()),
            joined(started, each -> each.times().dueAt().toString()),
            joined(started, each -> each.secondAt())));
  }

  /// @param secondAt empty for none
  private record NewClock(UUID caseId, ClockKind kind, ClockTimes times, String secondAt) {}

  private Stream<NewClock> clocksOf(WatchedCase found) {
    String second = Deadlines.secondAt(clock.instant()).toString();
    return deadlines
        .of(found.topics(), found.isDanger(), found.receivedAt(), found.dueAt())
        .entrySet()
        .stream()
        .map(each ->
            new NewClock(
                found.id(),
                each.getKey(),
                each.getValue(),
                each.getKey() == ClockKind.DANGER ? second : ""));
  }

  private static <T> String joined(Collection<T> values, Function<T, String> text) {
    return values.stream().map(text).collect(Collectors.joining(","));
  }

  private void tell(Happening what, RunningClock of) {
    boolean danger = of.kind() == ClockKind.DANGER;
    AlertedCase late = new AlertedCase(of.centre(), danger, null, of.exercise());
    if (danger) {
      alerts.tell(what, late, false);
    } else {
      alerts.remind(what, late, of.kind().name());
    }
  }

  /// Each update checks again whether the clock is met, because the row may have been read long
  /// ago.
  void lookAt(RunningClock each, Instant now) {
    transactions.executeWrite(transaction -> {
      // The case is locked before its clocks, as by every step: otherwise the two could deadlock.
      clocks.holdCase(each.caseId());
      if (clocks.met(each.caseId(), each.kind(), each.dueAt()) == 0) {
        if (!now.isBefore(each.dueAt())) {
          miss(each);
        } else if (each.secondAt() != null && !now.isBefore(each.secondAt())) {
          tellSecond(each);
        } else {
          warn(each);
        }
      }
      return null;
    });
  }

  private void tellSecond(RunningClock each) {
    if (clocks.secondTold(each.caseId(), each.kind(), each.dueAt()) > 0) {
      tell(Happening.DANGER_WAITS, each);
    }
  }

  private void warn(RunningClock each) {
    if (clocks.warned(each.caseId(), each.kind(), each.dueAt()) > 0) {
      tell(
          each.kind() == ClockKind.DANGER ? Happening.DANGER_STILL_WAITS : Happening.DEADLINE_NEAR,
          each);
    }
  }

  private void miss(RunningClock each) {
    if (clocks.missed(each.caseId(), each.kind(), each.dueAt()) > 0) {
      tell(Happening.DEADLINE_MISSED, each);
      if (each.kind().concernsTheSender()) {
        overdue.tell(each.caseId());
      }
    }
  }
}
