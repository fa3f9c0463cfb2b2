package tw.shouwang.api.cases.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.api.cases.records.CasesSettings;
import tw.shouwang.api.cases.records.CasesSettingsTest;

class StorageDeadlineTest {

  private static final CasesSettings SETTINGS =
      CasesSettingsTest.settings("deadline", Duration.ofSeconds(2));

  private Instant now = Instant.parse("2026-11-22T04:00:00Z");
  private final StorageDeadline deadline =
      new StorageDeadline(SETTINGS, () -> now, new Bulkhead(SETTINGS));
  private final AtomicInteger tries = new AtomicInteger();

  /// W20: repeated only if the connection was lost and half of the deadline is left.
  @ParameterizedTest
  @CsvSource({
    "08006, 0, 2",
    "57P01, 900, 2",
    "57P01, 1100, 1",
    "23505, 0, 1",
    "57014, 0, 1",
    ", 0, 1"
  })
  void triesAgainOnlyWhereThatMayHelp(@Nullable String state, long millis, int expected) {
    Instant began = now;
    Optional<String> answer =
        deadline.read(
            began,
            () -> {
              tries.incrementAndGet();
              now = began.plusMillis(millis);
              throw new IllegalStateException(new SQLException("broken", state));
            });
    assertThat(answer).isEmpty();
    assertThat(tries).hasValue(expected);
  }

  @Test
  void tellsWhatIsThereFromWhatIsNotAndFromNoAnswer() {
    assertThat(deadline.find(() -> Optional.of("case"))).isEqualTo(new Stored.Present<>("case"));
    assertThat(deadline.find(Optional::empty)).isEqualTo(new Stored.Absent<>());
    assertThat(
            deadline.find(() -> {
              throw new SQLException("refused", "08001");
            }))
        .isEqualTo(new Stored.Unavailable<>());
  }

  /// W7: late work is not interrupted, because an interrupt would close its connection.
  @Test
  void interruptsNothingThatIsLate() throws Exception {
    var ended = new java.util.concurrent.CompletableFuture<Boolean>();
    StorageDeadline brief =
        new StorageDeadline(
            CasesSettingsTest.settings("deadline", Duration.ofMillis(100)),
            () -> now,
            new Bulkhead(SETTINGS));
    Optional<String> answer =
        brief.within(() -> {
          try {
            Thread.sleep(500);
            ended.complete(true);
          } catch (InterruptedException e) {
            ended.complete(false);
          }
          return "late";
        });
    assertThat(answer).isEmpty();
    assertThat(ended.get()).as("it came to its end").isTrue();
  }
}
