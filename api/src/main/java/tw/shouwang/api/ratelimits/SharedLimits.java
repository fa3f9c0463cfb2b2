package tw.shouwang.api.ratelimits;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.env.Environment;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.foundation.Deadline;
import tw.shouwang.graphql.ratelimits.BucketTime;
import tw.shouwang.graphql.ratelimits.RateLimitSettings;

/// Counts for all nodes together, per member of staff, per centre or for everybody. The buckets are
/// rows in PostgreSQL, named by the limit and by a member, a centre or nobody. They are never named
/// by an address, a place or a case; the table's constraints refuse such names too.
///
/// Each request is a transaction of its own and is answered within a second. If the database does
/// not answer, each limit's own rule applies.
@Singleton
@Bean(preDestroy = "close")
public class SharedLimits implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SharedLimits.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration KEPT_WHEN_FULL = Duration.ofMinutes(1);
  private static final int MOST_AT_ONCE = 1_000;

  private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;
  private final ExecutorService executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("limits-", 0).factory());
  private final AtomicBoolean unavailable = new AtomicBoolean();
  private final boolean enabled;

  @Inject
  SharedLimits(
      DataSource joining,
      DataSourceResolver pools,
      InstantSource clock,
      RateLimitSettings settings,
      Environment environment) {
    this(pools.resolve(joining), clock, settings.enabled(environment));
  }

  /// @param pool returns separate connections, because the count must stay even if the step's
  ///   transaction rolls back
  SharedLimits(DataSource pool, InstantSource clock, boolean enabled) {
    this.enabled = enabled;
    this.buckets =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(pool)
            .primaryKeyMapper(PrimaryKeyMapper.STRING)
            .table("limits.bucket")
            .idColumn("id")
            .stateColumn("state")
            .expiresAtColumn("expires_at")
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
            .clientClock(new BucketTime(clock))
            .requestTimeout(PATIENCE)
            .build();
  }

  /// Takes one and returns how long to wait; zero to continue.
  ///
  /// @param subject the identity provider's name for the member
  /// @throws NotCounted if nothing can be counted, and the limit refuses in that case
  public Duration takeAsMember(RateLimit limit, String subject) {
    return take(limit, Whose.MEMBER, ":" + subject);
  }

  /// The same for a centre, by its code.
  public Duration takeAsCentre(RateLimit limit, String centre) {
    return take(limit, Whose.CENTRE, ":" + centre);
  }

  /// The same for all callers together.
  public Duration takeAsEverybody(RateLimit limit) {
    return take(limit, Whose.EVERYBODY, "");
  }

  /// Deletes the buckets that have long been full.
  ///
  /// @return how many
  int removeExpired() {
    return buckets.removeExpired(MOST_AT_ONCE);
  }

  @Override
  public void close() {
    executor.shutdown();
  }

  private Duration take(RateLimit limit, Whose whose, String key) {
    if (limit.whose() != whose) {
      throw new IllegalArgumentException(limit + " does not count for " + whose);
    }
    if (!enabled) {
      return Duration.ZERO;
    }
    String id = whose + ":" + limit + key;
    return switch (Deadline.await(PATIENCE, executor, () -> ask(limit, id))) {
      case Deadline.Outcome.Done<Duration>(Duration delay) -> {
        if (unavailable.compareAndSet(true, false)) {
          LOG.info("shared limits are counted again");
        }
        yield delay;
      }
      case Deadline.Outcome.Failed<Duration>(Throwable cause) -> uncounted(limit, cause);
      case Deadline.Outcome.TooLate<Duration> _ -> uncounted(limit, null);
    };
  }

  /// Applies the limit's rule for failures: no wait, because nothing is used up, but possibly a
  /// refusal.
  private Duration uncounted(RateLimit limit, @Nullable Throwable cause) {
    if (unavailable.compareAndSet(false, true)) {
      LOG.warn("the database does not count shared limits: each does what RateLimit says");
    }
    return switch (limit.onFailure()) {
      case LET_THROUGH -> Duration.ZERO;
      case REFUSE -> throw new NotCounted(cause);
    };
  }

  private Duration ask(RateLimit limit, String id) {
    return limit.tryConsume(
        buckets.getProxy(
            id, () -> BucketConfiguration.builder().addLimit(limit.bandwidth()).build()),
        1);
  }
}
