package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.guidance.ProofChallenge;

class ProofOfWorkTest {

  private Instant now = Instant.parse("2026-11-22T04:00:00Z");
  private final InstantSource clock = () -> now;
  private final Load load = new Load(settings(), new Bulkhead(settings()), clock);
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
  void takesASolutionOnce() throws Exception {
    ProofChallenge challenge = work.issue(8);
    ProofInput proof = solve(challenge);
    assertThat(work.accepts(proof)).isTrue();
    assertThat(work.accepts(proof)).isFalse();
  }

  @Test
  void takesNoExpiredForeignOrUnsolvedChallenge() throws Exception {
    ProofInput late = solve(work.issue(8));
    now = now.plus(Duration.ofMinutes(6));
    assertThat(work.accepts(late)).isFalse();

    ProofOfWork elsewhere = new ProofOfWork(load, new SecureRandom(), clock);
    assertThat(work.accepts(solve(elsewhere.issue(8)))).isFalse();
    assertThat(work.accepts(new ProofInput(work.issue(22).challenge(), "1"))).isFalse();
    assertThat(work.accepts(new ProofInput("nonsense", "1"))).isFalse();
    assertThat(work.accepts(new ProofInput("不是", "1"))).isFalse();
    assertThat(work.accepts(null)).isFalse();
  }

  private void submit(int times) {
    for (int i = 0; i < times; i++) {
      load.note();
    }
  }

  private static ProofInput solve(ProofChallenge challenge) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (int i = 0; ; i++) {
      byte[] hash =
          sha256.digest((challenge.challenge() + ":" + i).getBytes(StandardCharsets.UTF_8));
      if (ProofOfWork.leadingZeros(hash) >= challenge.difficulty()) {
        return new ProofInput(challenge.challenge(), Integer.toString(i));
      }
    }
  }

  private static CasesSettings settings() {
    return new CasesSettings(
        Duration.ofMillis(2_500),
        Duration.ofHours(24),
        Duration.ofDays(180),
        Duration.ofDays(90),
        Duration.ofDays(270),
        Duration.ofDays(7),
        Duration.ofDays(30),
        6,
        10,
        50,
        Duration.ofSeconds(3));
  }
}
