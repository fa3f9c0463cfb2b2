package tw.shouwang.graphql.ratelimits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/// One rate limit. An application lists all of its limits in one enum that implements this.
public interface Limit {

  /// The name, e.g. of the enum's constant.
  String name();

  /// How many requests may come at once.
  long burst();

  /// How many are refilled in [#period()], evenly.
  long refill();

  Duration period();

  /// What happens if the counting fails.
  OnFailure onFailure();

  enum OnFailure {
    LET_THROUGH,
    REFUSE
  }

  /// The configuration of a bucket for this limit.
  default Bandwidth bandwidth() {
    return Bandwidth.builder().capacity(burst()).refillGreedy(refill(), period()).build();
  }

  /// Takes a request's cost from a bucket, all of it or nothing, and returns how long to wait; zero
  /// to continue.
  default Duration tryConsume(Bucket bucket, long cost) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(cost);
    return probe.isConsumed()
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
  }

  /// How long to wait if the counting fails.
  default Duration whenUncounted() {
    return switch (onFailure()) {
      case LET_THROUGH -> Duration.ZERO;
      case REFUSE -> period();
    };
  }
}
