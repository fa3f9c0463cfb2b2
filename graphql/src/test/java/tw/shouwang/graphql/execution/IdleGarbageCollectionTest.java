package tw.shouwang.graphql.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdleGarbageCollectionTest {

  private Instant now = Instant.parse("2026-11-22T04:00:00Z");
  private int collections;
  private final IdleGarbageCollection collection =
      new IdleGarbageCollection(() -> now, () -> collections++);

  @Test
  void collectsWithinAMinuteOfTheLastRequest() {
    pass(Duration.ofMinutes(20));
    collections = 0;
    collection.worked();

    pass(Duration.ofSeconds(25));
    assertThat(collections).isZero();
    pass(Duration.ofSeconds(10));
    assertThat(collections).isOne();
  }

  /// W25: an idle node does not keep collecting.
  @Test
  void collectsOnceMoreAtRestAndThenNoMore() {
    collection.worked();
    pass(Duration.ofMinutes(1));
    collections = 0;

    pass(Duration.ofMinutes(1));
    assertThat(collections).isOne();
    pass(Duration.ofHours(10));
    assertThat(collections).isOne();

    collection.worked();
    pass(Duration.ofMinutes(10));
    assertThat(collections).isEqualTo(3);
  }

  @Test
  void collectsSeldomWithoutRest() {
    for (int second = 0; second < 25 * 60; second += 5) {
      collection.worked();
      pass(Duration.ofSeconds(5));
    }
    assertThat(collections).isEqualTo(2);
  }

  private void pass(Duration time) {
    for (Instant end = now.plus(time); now.isBefore(end); ) {
      now = now.plusSeconds(5);
      collection.collectIfDue();
    }
  }
}
