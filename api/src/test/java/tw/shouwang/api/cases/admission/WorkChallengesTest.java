package tw.shouwang.api.cases.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.records.CasesSettings;
import tw.shouwang.api.cases.records.CasesSettingsTest;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.WorkKey;
import tw.shouwang.api.forms.WorkChallenge;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.graphql.ratelimits.BucketTime;
import tw.shouwang.graphql.ratelimits.CallerKey;

class WorkChallengesTest {

  private static final byte[] RECEIPT = {1};
  private static final CallerKey CALLER = new CallerKey("one");
  private static final CasesSettings SETTINGS = CasesSettingsTest.settings("freePerSecond", 50);

  private Instant now = Instant.parse("2026-11-22T04:00:00Z");
  private final InstantSource clock = () -> now;
  private final Load load = new Load(SETTINGS, new Bulkhead(SETTINGS), clock);
  private final PastLimit pastLimit = new PastLimit();
  private final WorkChallenges work = node(new byte[32]);

  @Test
  void asksForNothingWhileIdle() {
    assertThat(work.challenge()).isEmpty();
  }

  @Test
  void asksForMoreTheMoreThereIsAndForNothingAfterwards() {
    submit(500);
    int little = work.challenge().orElseThrow().difficulty();
    submit(4_000);
    assertThat(work.challenge().orElseThrow().difficulty()).isGreaterThan(little);
    now = now.plusSeconds(30);
    assertThat(work.challenge()).isEmpty();
  }

  @Test
  void takesASolutionForOneReceiptAlone() {
    WorkSolution proof = solve(work.issue(8));
    assertThat(work.accepts(shown(proof))).isTrue();
    assertThat(work.accepts(shown(proof))).as("the same try again").isTrue();
    assertThat(work.accepts(shownFor(proof, 2))).isFalse();
  }

  @Test
  void checksASolutionInLessThanFiveMilliseconds() {
    List<WorkSolution> proofs = Stream.generate(() -> solve(work.issue(4))).limit(1_000).toList();
    proofs.forEach(proof -> work.accepts(shown(proof)));
    long began = System.nanoTime();
    proofs.forEach(proof -> work.accepts(shown(proof)));
    assertThat(Duration.ofNanos((System.nanoTime() - began) / proofs.size()))
        .isLessThan(Duration.ofMillis(5));
  }

  @Test
  void asksNobodyInImmediateDanger() {
    submit(4_000);
    assertThat(work.lacking(Urgency.IMMEDIATE_DANGER, shown(null))).isEmpty();
    assertThat(work.lacking(Urgency.URGENT, shown(null))).isPresent();
    assertThat(work.lacking(Urgency.URGENT, shown(solve(work.issue(8))))).isEmpty();
  }

  @Test
  void takesNoExpiredForeignOrUnsolvedChallenge() {
    WorkSolution late = solve(work.issue(8));
    now = now.plus(Duration.ofMinutes(6));
    assertThat(work.accepts(shown(late))).isFalse();

    WorkChallenges elsewhere = node(new byte[] {1, 2, 3});
    assertThat(work.accepts(shown(solve(elsewhere.issue(8))))).isFalse();
    assertThat(work.accepts(shown(new WorkSolution(work.issue(22).challenge(), "1")))).isFalse();
    assertThat(work.accepts(shown(new WorkSolution("nonsense", "1")))).isFalse();
    assertThat(work.accepts(shown(new WorkSolution("不是", "1")))).isFalse();
    assertThat(work.accepts(shown(null))).isFalse();
  }

  /// W6: a challenge is valid on every node, after a restart, and across the change of the hour.
  @Test
  void takesTheChallengesOfEveryNodeWithTheSamePepper() {
    now = Instant.parse("2026-11-22T04:57:00Z");
    WorkSolution proof = solve(work.issue(8));
    now = now.plus(Duration.ofMinutes(4));
    assertThat(node(new byte[32]).accepts(shown(proof))).isTrue();
  }

  /// W6: nobody can extend an old challenge by the key of another hour.
  @Test
  void takesNoChallengeThatEndsLaterThanAnyNodeWouldSign() {
    WorkSolution proof = solve(work.issue(8));
    now = now.minus(Duration.ofHours(2));
    assertThat(work.accepts(shown(proof))).isFalse();
  }

  /// A12: a report past its address's limit needs proof of work, also without load.
  @Test
  void asksWhoWasLetPastALimit() {
    assertThat(work.lacking(Urgency.URGENT, shown(null))).isEmpty();
    pastLimit.add(RECEIPT);
    WorkChallenge asked = work.lacking(Urgency.URGENT, shown(null)).orElseThrow();
    assertThat(asked.difficulty()).isEqualTo(16);
    assertThat(work.lacking(Urgency.URGENT, shown(solve(asked)))).isEmpty();
    assertThat(work.lacking(Urgency.URGENT, shownFor(null, 2))).isEmpty();
  }

  /// W24: used challenges are removed by time, and not by a scan at each submission.
  @Test
  void checksAtTheSameCostHoweverManyWereUsed() {
    List<WorkSolution> proofs = Stream.generate(() -> solve(work.issue(1))).limit(20_000).toList();
    long few = nanos(proofs.subList(0, 2_000));
    nanos(proofs.subList(2_000, 18_000));
    long many = nanos(proofs.subList(18_000, 20_000));
    assertThat(many).isLessThan(10 * few);
  }

  /// A page without scripts cannot work: its sender waits, for the receipt of the refusal alone.
  @Test
  void takesTwentySecondsInPlaceOfWork() {
    submit(4_000);
    WorkChallenge asked = work.lacking(Urgency.URGENT, shown(null)).orElseThrow();
    WorkSolution waited = new WorkSolution(asked.challenge(), "");
    now = now.plusSeconds(19);
    submit(4_000);
    assertThat(work.lacking(Urgency.URGENT, shown(waited)))
        .as("the time goes on from where it began")
        .contains(asked);
    now = now.plusSeconds(1);
    assertThat(work.lacking(Urgency.URGENT, shown(waited))).isEmpty();
    assertThat(work.lacking(Urgency.URGENT, shown(waited))).as("the same again").isEmpty();
    assertThat(node(new byte[32]).accepts(shown(waited))).as("every node").isTrue();
    assertThat(node(new byte[] {1}).accepts(shown(waited))).as("another service").isFalse();
    assertThat(work.accepts(shownFor(waited, 2))).isFalse();
    assertThat(work.accepts(WorkShown.bound(waited, RECEIPT, "lookup:entry"))).isFalse();
    assertThat(work.accepts(shown(new WorkSolution(asked.challenge(), " ")))).isFalse();
    WorkSolution nobodys = new WorkSolution(work.challenge().orElseThrow().challenge(), "");
    WorkSolution bound =
        new WorkSolution(
            work.lacking(Urgency.URGENT, WorkShown.bound(null, RECEIPT, "lookup:entry"))
                .orElseThrow()
                .challenge(),
            "");
    now = now.plusSeconds(60);
    assertThat(work.accepts(shown(nobodys))).isFalse();
    assertThat(work.accepts(shown(bound))).isFalse();
    assertThat(work.accepts(shown(waited))).isTrue();
    now = now.plus(Duration.ofMinutes(4));
    assertThat(work.accepts(shown(waited))).as("expired").isFalse();
  }

  /// One machine waited for 100,000 receipts at once, and all were accepted after 20 seconds.
  @Test
  void acceptsFewOfOneAddressWhoWait() {
    List<WorkChallenge> asked = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      pastLimit.add(new byte[] {(byte) i});
      asked.add(work.lacking(Urgency.ROUTINE, shownFor(null, i)).orElseThrow());
    }
    now = now.plusSeconds(20);
    IntFunction<WorkShown> waited =
        i -> shownFor(new WorkSolution(asked.get(i).challenge(), ""), i);
    for (int i = 0; i < 30; i++) {
      assertThat(work.isUnpaidPastLimit(waited.apply(i))).isFalse();
      assertThat(work.lacking(Urgency.ROUTINE, waited.apply(i))).as("number %s", i + 1).isEmpty();
    }
    for (int i = 30; i < 60; i++) {
      assertThat(work.isUnpaidPastLimit(waited.apply(i))).isTrue();
      assertThat(work.lacking(Urgency.ROUTINE, waited.apply(i))).contains(asked.get(i));
    }
    assertThat(work.lacking(Urgency.ROUTINE, waited.apply(0))).as("a retry").isEmpty();
    assertThat(work.lacking(Urgency.IMMEDIATE_DANGER, waited.apply(30))).isEmpty();
    assertThat(work.lacking(Urgency.ROUTINE, shownFor(solve(asked.get(30)), 30))).isEmpty();
    WorkShown elsewhere =
        WorkShown.plain(
            new WorkSolution(asked.get(31).challenge(), ""),
            new byte[] {31},
            new CallerKey("another"));
    assertThat(work.lacking(Urgency.ROUTINE, elsewhere)).as("another address").isEmpty();
    now = now.plusSeconds(6);
    assertThat(work.lacking(Urgency.ROUTINE, waited.apply(32))).as("in time").isEmpty();
    assertThat(work.lacking(Urgency.ROUTINE, waited.apply(33))).isPresent();
  }

  /// Somebody was asked to wait by every node in turn, for as long as the nodes' clocks differed.
  @Test
  void asksToWaitOnceMoreAtMostWhereClocksDiffer() {
    WorkChallenges behind = node(new byte[32], () -> now.minusSeconds(45));
    pastLimit.add(RECEIPT);
    WorkChallenge asked = work.lacking(Urgency.URGENT, shown(null)).orElseThrow();
    now = now.plusSeconds(20);
    WorkSolution waited = new WorkSolution(asked.challenge(), "");
    WorkChallenge again = behind.lacking(Urgency.URGENT, shown(waited)).orElseThrow();
    now = now.plusSeconds(20);
    waited = new WorkSolution(again.challenge(), "");
    assertThat(behind.lacking(Urgency.URGENT, shown(waited))).isEmpty();
    assertThat(work.lacking(Urgency.URGENT, shown(waited))).isEmpty();
  }

  private long nanos(List<WorkSolution> proofs) {
    long began = System.nanoTime();
    proofs.forEach(proof -> assertThat(work.accepts(shown(proof))).isTrue());
    return System.nanoTime() - began;
  }

  private WorkChallenges node(byte[] pepper) {
    return node(pepper, clock);
  }

  private WorkChallenges node(byte[] pepper, InstantSource clock) {
    WorkKey key = new WorkKey(pepper);
    return new WorkChallenges(load, pastLimit, () -> key, new SecureRandom(), clock, mayWait());
  }

  /// Counts as a node does.
  private Predicate<CallerKey> mayWait() {
    Map<CallerKey, Bucket> buckets = new HashMap<>();
    return caller ->
        RateLimit.WAITED
            .tryConsume(
                buckets.computeIfAbsent(
                    caller,
                    unknown ->
                        Bucket.builder()
                            .addLimit(RateLimit.WAITED.bandwidth())
                            .withCustomTimePrecision(new BucketTime(clock))
                            .build()),
                1)
            .isZero();
  }

  private void submit(int times) {
    for (int i = 0; i < times; i++) {
      load.note();
    }
  }

  private static WorkSolution solve(WorkChallenge challenge) {
    return Solver.solve(challenge.challenge(), challenge.difficulty());
  }

  /// Scenario 34: a solution of what a client sealed holds on every node, and for nothing else.
  @Test
  void bindsTheSolutionToLookupAndEntry() {
    submit(500);
    WorkChallenge asked =
        work.lacking(Urgency.URGENT, WorkShown.bound(null, RECEIPT, "lookup:entry")).orElseThrow();
    assertThat(asked.algorithm()).isEqualTo("SHA256-ZERO-BITS-BOUND");
    WorkSolution found = Solver.solve(asked.challenge() + ":lookup:entry", asked.difficulty());
    WorkSolution solution = new WorkSolution(asked.challenge(), found.solution());
    for (WorkChallenges each : List.of(work, node(new byte[32]), work)) {
      assertThat(each.accepts(WorkShown.bound(solution, RECEIPT, "lookup:entry"))).isTrue();
    }
    assertThat(work.accepts(WorkShown.bound(solution, RECEIPT, "lookup:other"))).isFalse();
    assertThat(work.accepts(WorkShown.bound(solution, RECEIPT, "other:entry"))).isFalse();
    assertThat(work.accepts(shown(solution))).isFalse();
  }

  private static WorkShown shown(@Nullable WorkSolution solution) {
    return WorkShown.plain(solution, RECEIPT, CALLER);
  }

  private static WorkShown shownFor(@Nullable WorkSolution solution, int receipt) {
    return WorkShown.plain(solution, new byte[] {(byte) receipt}, CALLER);
  }
}
