package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.watches.PollingWatch;
import tw.shouwang.api.watches.WatchHealth;
import tw.shouwang.foundation.Alarm;

/// Notifies workers of each case that arrives or is transferred to their centre, becomes danger, or
/// whose sender writes again. One query every few seconds serves all subscribers of a centre. After
/// an outage of storage, everything that arrived meanwhile is sent.
@Singleton
@Requires(condition = InStaffProcess.class)
class NewCases {

  private static final Logger LOG = LoggerFactory.getLogger(NewCases.class);

  /// Allows for times rounded down to ten minutes and for transactions that commit late.
  private static final Duration LOOK_BACK = Duration.ofMinutes(20);

  private static final int MOST = 5_000;

  private final InboxQueries cases;
  private final InstantSource clock;
  private final Alarm alarm;
  private final PollingWatch<String, List<DeskCase>> watch;

  /// The start of each centre's next query: the last successful one, or the first subscription.
  private final Map<String, Instant> lookedAt = new ConcurrentHashMap<>();

  NewCases(InboxQueries cases, InstantSource clock, IntakeSettings settings, WatchHealth health) {
    this.cases = cases;
    this.clock = clock;
    this.alarm = new Alarm(LOG, clock);
    this.watch =
        health.shown(
            new PollingWatch<>("new-cases", settings.newCasesEvery(), clock, this::lookAt));
  }

  /// Completes when the member's token expires.
  Publisher<StaffCase> of(StaffMember member, Set<Urgency> urgency) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    Instant from = clock.instant();
    if (watch.subscribers() == 0) {
      lookedAt.clear();
    }
    lookedAt.putIfAbsent(centre, from);
    return watch
        .of(centre, new Told(from))
        .filter(found -> urgency.isEmpty() || urgency.contains(found.standing()))
        .map(row -> new StaffCase(row, cases.details(List.of(row), centre)))
        .take(left(member, from));
  }

  private static Duration left(StaffMember member, Instant now) {
    Duration left = Duration.between(now, member.until());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Map<String, List<DeskCase>> lookAt(Collection<String> centres) {
    Map<String, List<DeskCase>> found = new HashMap<>();
    for (String centre : centres) {
      Instant now = clock.instant();
      Instant since = lookedAt.getOrDefault(centre, now).minus(LOOK_BACK);
      List<DeskCase> arrived = cases.newsSince(centre, since, MOST);
      if (arrived.size() == MOST) {
        alarm.raise("more cases came in at once than workers can be told of");
      }
      lookedAt.put(centre, now);
      found.put(centre, arrived);
    }
    return found;
  }

  /// The state of one subscriber: of which changes it was notified. Used by one thread at a time.
  static final class Told implements PollingWatch.Diff<List<DeskCase>, DeskCase> {

    private final Instant from;
    private final Map<UUID, State> seen = new HashMap<>();

    /// The state of a case when it was last looked at.
    private record State(boolean danger, int unreadMessages) {}

    Told(Instant from) {
      this.from = from;
    }

    /// Cases that existed at the subscription are in the inbox already, so they are skipped. If the
    /// first query was late, it is unknown which those are; then all possibly new cases are sent,
    /// because a duplicate is better than a missed case.
    @Override
    public List<DeskCase> first(List<DeskCase> now, boolean late) {
      List<DeskCase> fresh = next(List.of(), now);
      return late
          ? fresh.stream().filter(each -> each.mayHaveArrivedSince(from)).toList()
          : List.of();
    }

    @Override
    public List<DeskCase> next(List<DeskCase> before, List<DeskCase> now) {
      return now.stream().filter(this::isNews).toList();
    }

    /// A case is news when it arrives, when it becomes danger, and with each message.
    private boolean isNews(DeskCase each) {
      State state = new State(each.isDanger(), each.unreadMessages());
      State before = seen.put(each.id(), state);
      if (before == null) {
        return each.status() == CaseStatus.RECEIVED
            || each.mayHaveArrivedSince(from)
            || state.danger()
            || state.unreadMessages() > 0;
      }
      return state.danger() && !before.danger() || state.unreadMessages() > before.unreadMessages();
    }
  }

  static Set<Urgency> wanted(List<String> names) {
    return names.stream().map(Urgency::valueOf).collect(Collectors.toUnmodifiableSet());
  }

  @PreDestroy
  void stop() {
    watch.close();
  }
}
