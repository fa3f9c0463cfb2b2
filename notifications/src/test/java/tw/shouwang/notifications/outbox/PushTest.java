package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PushTest {

  private final Instant due = Instant.parse("2026-11-22T04:10:30.123Z");

  @Test
  void survivesTheDatabase() {
    Push push = new Push(WorkerSetup.key(7), 3, true, due);

    assertThat(Push.decode(push.encode())).isEqualTo(push);
  }

  @Test
  void keepsNoTimeFinerThanAMinute() {
    assertThat(Push.first(WorkerSetup.key(7), due).firstDue())
        .isEqualTo(Instant.parse("2026-11-22T04:10:00Z"));
  }

  @Test
  void printsNothing() {
    assertThat(Push.first(WorkerSetup.key(7), due)).hasToString("Push[redacted]");
  }
}
