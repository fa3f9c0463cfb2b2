package tw.shouwang.api.process;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs scheduled jobs. A failure is logged by its class only, because a message could contain a
/// value; the next run tries again, and other jobs still run.
///
/// The gauge `shouwang.job.last.success` is the time of each job's last success on this node, in
/// seconds since 1970; 0 before the first. The [JobRecord] has that of all nodes.
@Singleton
public class NightlyJobs {

  private static final Logger LOG = LoggerFactory.getLogger(NightlyJobs.class);

  private final InstantSource clock;
  private final @Nullable MeterRegistry metrics;
  private final @Nullable JobRecord record;
  private final Map<String, AtomicLong> lastSuccesses = new ConcurrentHashMap<>();

  NightlyJobs(InstantSource clock, @Nullable MeterRegistry metrics, @Nullable JobRecord record) {
    this.clock = clock;
    this.metrics = metrics;
    this.record = record;
  }

  /// The work of a job.
  public interface Work {
    void run() throws Exception;
  }

  /// @param job the name in the log and in the gauge, e.g. `retention`
  /// @return whether the work succeeded
  public boolean run(String job, Work work) {
    return run(job, () -> true, work);
  }

  /// @param claim whether this node shall do the work now; false if another node does it
  /// @return whether the work succeeded on this node
  public boolean run(String job, BooleanSupplier claim, Work work) {
    AtomicLong lastSuccess = lastSuccess(job);
    try {
      if (!claim.getAsBoolean()) {
        return false;
      }
      work.run();
      lastSuccess.set(clock.instant().getEpochSecond());
      record(job, true);
      return true;
    } catch (StartRefused e) {
      LOG.warn("{} waits for an administrator: {}", job, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.error("{} failed and is tried again: {}", job, e.getClass().getSimpleName());
    }
    record(job, false);
    return false;
  }

  private void record(String job, boolean succeeded) {
    if (record != null) {
      record.ended(job, clock.instant(), succeeded);
    }
  }

  private AtomicLong lastSuccess(String job) {
    return lastSuccesses.computeIfAbsent(
        job,
        name -> {
          AtomicLong second = new AtomicLong();
          if (metrics != null) {
            Gauge.builder("shouwang.job.last.success", second, AtomicLong::get)
                .description("Second of the last success on this node, 0 before the first")
                .tag("job", name)
                .register(metrics);
          }
          return second;
        });
  }
}
