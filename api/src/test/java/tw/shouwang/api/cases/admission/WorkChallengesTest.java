package tw.shouwang.api.cases.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.records.CasesSettings;
import tw.shouwang.api.cases.records.CasesSettingsTest;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.WorkKey;
import tw.shouwang.api.forms.WorkChallenge;

class WorkChallengesTest {

  private static final byte[] RECEIPT = {1};
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
    assertThat(work.accepts(proof, RECEIPT)).isTrue();
    assertThat(work.accepts(proof, RECEIPT)).as("the same try again").isTrue();
    assertThat(work.accepts(proof, new byte[] {2})).isFalse();
  }

  @Test
  void checksASolutionInLessThanFiveMilliseconds() {
    List<WorkSolution> proofs = Stream.generate(() -> solve(work.issue(4))).limit(1_000).toList();
    proofs.forEach(proof -> work.accepts(proof, RECEIPT));
    long began = System.nanoTime();
    proofs.forEach(proof -> work.accepts(proof, RECEIPT));
    assertThat(Duration.ofNanos((System.nanoTime() - began) / proofs.size()))
        .isLessThan(Duration.ofMillis(5));
  }

  @Test
  void asksNobodyInImmediateDanger() {
    submit(4_000);
    assertThat(work.lacking(Urgency.IMMEDIATE_DANGER, null, RECEIPT)).isEmpty();
    assertThat(work.lacking(Urgency.URGENT, null, RECEIPT)).isPresent();
    assertThat(work.lacking(Urgency.URGENT, solve(work.issue(8)), RECEIPT)).isEmpty();
  }

  @Test
  void takesNoExpiredForeignOrUnsolvedChallenge() {
    WorkSolution late = solve(work.issue(8));
    now = now.plus(Duration.ofMinutes(6));
    assertThat(work.accepts(late, RECEIPT)).isFalse();

    WorkChallenges elsewhere = node(new byte[] {1, 2, 3});
    assertThat(work.accepts(solve(elsewhere.issue(8)), RECEIPT)).isFalse();
    assertThat(work.accepts(new WorkSolution(work.issue(22).challenge(), "1"), RECEIPT)).isFalse();
    assertThat(work.accepts(new WorkSolution("nonsense", "1"), RECEIPT)).isFalse();
    assertThat(work.accepts(new WorkSolution("不是", "1"), RECEIPT)).isFalse();
    assertThat(work.accepts(null, RECEIPT)).isFalse();
  }

  /// W6: a challenge is valid on every node, after a restart, and across the change of the hour.
  @Test
  void takesTheChallengesOfEveryNodeWithTheSamePepper() {
    now = Instant.parse("2026-11-22T04:57:00Z");
    WorkSolution proof = solve(work.issue(8));
    now = now.plus(Duration.ofMinutes(4));
    assertThat(node(new byte[32]).accepts(proof, RECEIPT)).isTrue();
  }

  /// W6: nobody can extend an old challenge by the key of another hour.
  @Test
  void takesNoChallengeThatEndsLaterThanAnyNodeWouldSign() {
    WorkSolution proof = solve(work.issue(8));
    now = now.minus(Duration.ofHours(2));
    assertThat(work.accepts(proof, RECEIPT)).isFalse();
  }

  /// A12: a report past its address's limit needs proof of work, also without load.
  @Test
  void asksWhoWasLetPastALimit() {
    assertThat(work.lacking(Urgency.URGENT, null, RECEIPT)).isEmpty();
    pastLimit.add(RECEIPT);
    WorkChallenge asked = work.lacking(Urgency.URGENT, null, RECEIPT).orElseThrow();
    assertThat(asked.difficulty()).isEqualTo(16);
    assertThat(work.lacking(Urgency.URGENT, solve(asked), RECEIPT)).isEmpty();
    assertThat(work.lacking(Urgency.URGENT, null, new byte[] {2})).isEmpty();
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

  private long nanos(List<WorkSolution> proofs) {
    long began = System.nanoTime();
    proofs.forEach(proof -> assertThat(work.accepts(proof, RECEIPT)).isTrue());
    return System.nanoTime() - began;
  }

  private WorkChallenges node(byte[] pepper) {
    WorkKey key = new WorkKey(pepper);
    return new WorkChallenges(load, pastLimit, () -> key, new SecureRandom(), clock);
  }

  private void submit(int times) {
    for (int i = 0; i < times; i++) {
      load.note();
    }
  }

  private static WorkSolution solve(WorkChallenge challenge) {
    return Solver.solve(challenge.challenge(), challenge.difficulty());
  }
}
