package tw.shouwang.graphql.ratelimits;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tw.shouwang.graphql.testing.MovingClock;
import tw.shouwang.graphql.toy.ToyLimit;

class RateLimiterTest {

  private static final CallerKey ONE = new CallerKey("one");
  private static final CallerKey OTHER = new CallerKey("other");
  private final MovingClock clock = new MovingClock();
  private final RateLimiter limiter = limiter(true);

  private RateLimiter limiter(boolean enabled) {
    return new RateLimiter(
        clock,
        new RateLimitSettings(enabled, List.of(), 100),
        ApplicationContext.builder().build().getEnvironment());
  }

  @Test
  void letsABurstThroughAndThenWhatComesBack() {
    long burst = ToyLimit.MUTATIONS.burst();
    for (int i = 0; i < burst; i++) {
      assertThat(limiter.tryConsume(ToyLimit.MUTATIONS, ONE, 1)).isZero();
    }
    Duration wait = limiter.tryConsume(ToyLimit.MUTATIONS, ONE, 1);
    assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));

    clock.pass(wait);
    assertThat(limiter.tryConsume(ToyLimit.MUTATIONS, ONE, 1)).isZero();
    assertThat(limiter.tryConsume(ToyLimit.MUTATIONS, ONE, 1)).isPositive();
  }

  @Test
  void countsEachCallerAndEachLimitAlone() {
    limiter.tryConsume(ToyLimit.MUTATIONS, ONE, ToyLimit.MUTATIONS.burst());

    assertThat(limiter.tryConsume(ToyLimit.MUTATIONS, ONE, 1)).isPositive();
    assertThat(limiter.tryConsume(ToyLimit.MUTATIONS, OTHER, 1)).isZero();
    assertThat(limiter.tryConsume(ToyLimit.QUERIES, ONE, 1)).isZero();
  }

  @Test
  void limitsNobodyWhereItIsOff() {
    RateLimiter off = limiter(false);
    off.tryConsume(ToyLimit.MUTATIONS, ONE, ToyLimit.MUTATIONS.burst());

    assertThat(off.tryConsume(ToyLimit.MUTATIONS, ONE, 1)).isZero();
  }
}
