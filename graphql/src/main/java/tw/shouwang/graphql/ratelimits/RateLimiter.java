package tw.shouwang.graphql.ratelimits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/// Counts in this node's memory. For each caller it stores only how full the caller's buckets are.
@Singleton
class RateLimiter {

  private final Cache<Key, Bucket> buckets;
  private final BucketTime time;
  private final boolean enabled;

  RateLimiter(InstantSource clock, RateLimitSettings settings, Environment environment) {
    this.time = new BucketTime(clock);
    this.enabled = settings.enabled(environment);
    this.buckets = Caffeine.newBuilder().maximumSize(settings.callers()).build();
  }

  private record Key(Limit limit, String caller) {}

  /// Takes a request's cost, all of it or nothing, and returns how long to wait; zero to continue.
  Duration tryConsume(Limit limit, CallerKey caller, long cost) {
    if (!enabled) {
      return Duration.ZERO;
    }
    try {
      Bucket bucket = buckets.get(new Key(limit, caller.value()), key -> bucket(limit));
      return limit.tryConsume(bucket, cost);
    } catch (RuntimeException e) {
      return limit.whenUncounted();
    }
  }

  private Bucket bucket(Limit limit) {
    return Bucket.builder().addLimit(limit.bandwidth()).withCustomTimePrecision(time).build();
  }
}
