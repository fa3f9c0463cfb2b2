package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tw.shouwang.api.cases.desk.CaseInbox;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;

/// Tells workers of each case that comes in or is handed over by another centre. One look every few
/// seconds serves all who watch a centre; storage that is away is waited for, and nothing that came
/// meanwhile is left out.
@Singleton
@Requires(condition = InStaffProcess.class)
class NewCases {

  /// Times are rounded down to ten minutes, and a transaction may take a moment.
  private static final Duration LOOK_BACK = Duration.ofMinutes(20);

  private static final int MOST = 500;

  private final CaseInbox cases;
  private final InstantSource clock;
  private final Duration every;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Scheduler scheduler = Schedulers.fromExecutorService(threads);
  private final Map<String, Flux<List<DeskCase>>> looks = new ConcurrentHashMap<>();

  NewCases(CaseInbox cases, InstantSource clock, IntakeSettings settings) {
    this.cases = cases;
    this.clock = clock;
    this.every = settings.newCasesEvery();
  }

  /// Ends with the member's token.
  Publisher<StaffCase> of(StaffMember member, Set<Urgency> urgency) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    Instant from = clock.instant();
    return Flux.defer(
            () -> {
              Set<UUID> seen = new HashSet<>();
              boolean[] first = {true};
              return looks
                  .computeIfAbsent(centre, this::looks)
                  .concatMapIterable(found -> {
                    List<DeskCase> fresh =
                        found.stream().filter(each -> !seen.contains(each.id())).toList();
                    seen.clear();
                    found.forEach(each -> seen.add(each.id()));
                    // What was there when the watch began is in the inbox already.
                    List<DeskCase> told = first[0] ? List.of() : fresh;
                    first[0] = false;
                    return told;
                  });
            })
        .filter(found -> urgency.isEmpty() || urgency.contains(found.grade()))
        .map(StaffCase::new)
        .take(left(member, from));
  }

  private static Duration left(StaffMember member, Instant now) {
    Duration left = Duration.between(now, member.until());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Flux<List<DeskCase>> looks(String centre) {
    return Flux.interval(Duration.ZERO, every)
        .onBackpressureDrop()
        .concatMap(tick -> look(centre), 1)
        .replay(1)
        .refCount();
  }

  private Mono<List<DeskCase>> look(String centre) {
    return Mono.fromCallable(
            () -> cases.receivedSince(centre, clock.instant().minus(LOOK_BACK), MOST))
        .subscribeOn(scheduler)
        .onErrorResume(away -> Mono.empty());
  }

  static Set<Urgency> wanted(List<String> names) {
    return names.stream().map(Urgency::valueOf).collect(Collectors.toUnmodifiableSet());
  }

  @PreDestroy
  void stop() {
    scheduler.dispose();
    threads.shutdown();
  }
}
