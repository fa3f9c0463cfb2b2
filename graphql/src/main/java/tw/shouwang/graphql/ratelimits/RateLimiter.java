package tw.shouwang.graphql.ratelimits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// Counts in this node's memory. What it remembers of a caller is how full their buckets are.
@Singleton
public class RateLimiter {

  private final Cache<Key, Bucket> buckets;
  private final TimeMeter time;
  private final boolean enabled;

  RateLimiter(InstantSource clock, RateLimitSettings settings, Environment environment) {
    this.time = new InjectedTime(clock);
    this.enabled = settings.enabled(environment);
    this.buckets = Caffeine.newBuilder().maximumSize(settings.callers()).build();
  }

  private record Key(Limit limit, String caller) {}

  /// Takes what a request costs, all of it or nothing, and says how long to wait: zero to go on.
  public Duration take(Limit limit, CallerKey caller, long cost) {
    if (!enabled) {
      return Duration.ZERO;
    }
    try {
      Bucket bucket = buckets.get(new Key(limit, caller.value()), key -> bucket(limit));
      ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(cost);
      return probe.isConsumed()
          ? Duration.ZERO
          : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    } catch (RuntimeException e) {
      return switch (limit.onFailure()) {
        case LET_THROUGH -> Duration.ZERO;
        case REFUSE -> limit.period();
      };
    }
  }

  private Bucket bucket(Limit limit) {
    return Bucket.builder()
        .addLimit(rate -> rate.capacity(limit.burst()).refillGreedy(limit.refill(), limit.period()))
        .withCustomTimePrecision(time)
        .build();
  }

  private record InjectedTime(InstantSource clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      Instant now = clock.instant();
      return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
