package tw.shouwang.graphql.ratelimits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/// One rate limit. An application lists all of its limits in one enum of this type.
public interface Limit {

  /// The name, e.g. of the enum's constant.
  String name();

  /// How many may come at once.
  long burst();

  /// How many come back in [#period()], evenly.
  long refill();

  Duration period();

  /// What happens when whoever counts cannot tell.
  OnFailure onFailure();

  enum OnFailure {
    LET_THROUGH,
    REFUSE
  }

  /// What a bucket of this limit holds.
  default Bandwidth bandwidth() {
    return Bandwidth.builder().capacity(burst()).refillGreedy(refill(), period()).build();
  }

  /// Takes what a request costs from a bucket, all of it or nothing, and says how long to wait:
  /// zero to go on.
  default Duration tryConsume(Bucket bucket, long cost) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(cost);
    return probe.isConsumed()
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
  }

  /// How long to wait where nobody can tell.
  default Duration whenUncounted() {
    return switch (onFailure()) {
      case LET_THROUGH -> Duration.ZERO;
      case REFUSE -> period();
    };
  }
}
