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
import tw.shouwang.api.forms.ProofChallenge;

class ProofOfWorkTest {

  private static final byte[] RECEIPT = {1};
  private static final CasesSettings SETTINGS = CasesSettingsTest.settings("freePerSecond", 50);

  private Instant now = Instant.parse("2026-11-22T04:00:00Z");
  private final InstantSource clock = () -> now;
  private final Load load = new Load(SETTINGS, new Bulkhead(SETTINGS), clock);
  private final ProofOfWork work = new ProofOfWork(load, new SecureRandom(), clock);

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
    ProofInput proof = solve(work.issue(8));
    assertThat(work.accepts(proof, RECEIPT)).isTrue();
    assertThat(work.accepts(proof, RECEIPT)).as("the same try again").isTrue();
    assertThat(work.accepts(proof, new byte[] {2})).isFalse();
  }

  @Test
  void checksASolutionInLessThanFiveMilliseconds() {
    List<ProofInput> proofs = Stream.generate(() -> solve(work.issue(4))).limit(1_000).toList();
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
    ProofInput late = solve(work.issue(8));
    now = now.plus(Duration.ofMinutes(6));
    assertThat(work.accepts(late, RECEIPT)).isFalse();

    ProofOfWork elsewhere = new ProofOfWork(load, new SecureRandom(), clock);
    assertThat(work.accepts(solve(elsewhere.issue(8)), RECEIPT)).isFalse();
    assertThat(work.accepts(new ProofInput(work.issue(22).challenge(), "1"), RECEIPT)).isFalse();
    assertThat(work.accepts(new ProofInput("nonsense", "1"), RECEIPT)).isFalse();
    assertThat(work.accepts(new ProofInput("不是", "1"), RECEIPT)).isFalse();
    assertThat(work.accepts(null, RECEIPT)).isFalse();
  }

  private void submit(int times) {
    for (int i = 0; i < times; i++) {
      load.note();
    }
  }

  private static ProofInput solve(ProofChallenge challenge) {
    return Solver.solve(challenge.challenge(), challenge.difficulty());
  }
}
