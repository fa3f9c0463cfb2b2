package tw.shouwang.graphql.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that a test moves.
public final class MovingClock implements InstantSource {

  private volatile Instant now = Instant.parse("2026-11-22T10:30:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }
}
