package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.foundation.RestartingThread;
import tw.shouwang.notifications.outbox.OutboxWork.Attempt;

/// Takes due rows from one [Outbox], runs its [OutboxWork] on them, and decides by the kind's
/// settings what happens to each. Any number of nodes can run it.
public final class OutboxRunner<K, C> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRunner.class);

  /// How fast rows are taken.
  ///
  /// @param places how many rows are worked on at once
  /// @param polling the longest time until a due row is noticed
  /// @param lease how long a dead node's rows stay leased; a living node renews four times in it
  /// @param shutdown how long a stopping node lets work finish before it interrupts it
  public record Pace(int places, Duration polling, Duration lease, Duration shutdown) {

    /// Short enough that the work of a killed node is taken over within 30 s.
    static final Duration LEASE = Duration.ofSeconds(20);

    static final Duration POLLING = Duration.ofMillis(200);

    public static Pace of(int places) {
      return new Pace(places, POLLING, LEASE, Duration.ofSeconds(5));
    }
  }

  private final String name;
  private final Outbox<K, C> outbox;
  private final @Nullable K only;
  private final OutboxWork<K, C> work;
  private final Pace pace;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final Alarm alarm;
  private final Semaphore free;
  private final Map<UUID, Held> inHand = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final RestartingThread thread;
  private Instant renewed = Instant.MIN;
  private volatile boolean thereIsMore = true;
  private volatile boolean stopping;

  /// @param name for log lines and threads, a constant
  /// @param only the one key whose rows are taken, or null for all
  public OutboxRunner(
      String name,
      Outbox<K, C> outbox,
      @Nullable K only,
      OutboxWork<K, C> work,
      Pace pace,
      InstantSource clock,
      RandomGenerator chance) {
    this.name = name;
    this.outbox = outbox;
    this.only = only;
    this.work = work;
    this.pace = pace;
    this.clock = clock;
    this.chance = chance;
    this.alarm = new Alarm(LOG, clock);
    this.free = new Semaphore(pace.places());
    this.thread = new RestartingThread("outbox-" + name, pace.polling(), this::round, observer());
  }

  /// A row that this node is working on.
  private static final class Held {
    private final UUID lease;
    private volatile Instant until;

    private Held(UUID lease, Instant until) {
      this.lease = lease;
      this.until = until;
    }
  }

  /// Starts to take rows. Does nothing if it is running already.
  public void start() {
    thread.start();
  }

  /// Takes as many due rows as there are free places, and returns when they were worked on.
  public void runDue() {
    List<Future<?>> running = new ArrayList<>();
    for (Runnable each : take(pace.places())) {
      running.add(threads.submit(each));
    }
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException e) {
        throw new IllegalStateException("an attempt may not throw", e);
      }
    }
  }

  private void round() throws InterruptedException {
    renewIfDue();
    // While more rows are due, one statement takes several of them.
    int least = thereIsMore ? Math.max(1, pace.places() / 2) : 1;
    if (!thereIsMore) {
      Thread.sleep(pace.polling());
    }
    if (stopping || !free.tryAcquire(least, pace.polling().toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    int places = least + free.drainPermits();
    int used = 0;
    try {
      for (Runnable each : take(places)) {
        threads.execute(() -> {
          try {
            each.run();
          } finally {
            free.release();
          }
        });
        used++;
      }
    } finally {
      free.release(places - used);
    }
  }

  private List<Runnable> take(int most) {
    Instant now = clock.instant();
    Instant until = now.plus(pace.lease());
    Outbox.Lease<K, C> lease = outbox.lease(only, most, now, until);
    thereIsMore = lease.taken() == most;
    List<Runnable> all = new ArrayList<>();
    for (OutboxRow<K, C> row : lease.rows()) {
      Held held = new Held(lease.id(), until);
      inHand.put(row.id(), held);
      all.add(() -> {
        try {
          run(row, held);
        } finally {
          inHand.remove(row.id(), held);
        }
      });
    }
    return all;
  }

  private void renewIfDue() {
    Instant now = clock.instant();
    if (inHand.isEmpty() || now.isBefore(renewed.plus(pace.lease().dividedBy(4)))) {
      return;
    }
    renewed = now;
    Map<UUID, Held> held = Map.copyOf(inHand);
    Instant until = now.plus(pace.lease());
    List<UUID> leases = held.values().stream().map(each -> each.lease).toList();
    Set<UUID> ours = outbox.renew(held.keySet(), leases, until);
    held.forEach((id, each) -> {
      if (ours.contains(id)) {
        each.until = until;
      }
    });
  }

  private void run(OutboxRow<K, C> row, Held held) {
    if (isLost(held)) {
      return;
    }
    Attempt attempt;
    try {
      attempt = work.attempt(row, () -> stopping || isLost(held));
    } catch (Throwable e) {
      alarm.raise("The outbox {} could not try a row: {}", name, OutboxException.kindOf(e));
      attempt = new Attempt.Failed(Duration.ZERO);
    }
    try {
      settle(row, held, attempt);
    } catch (RuntimeException e) {
      // The row's lease will end, and the row is then tried again.
      alarm.raise("The outbox {} could not end a row: {}", name, OutboxException.kindOf(e));
    }
  }

  /// True after a freeze in which the lease ended: another node has the row and may have done its
  /// work.
  private boolean isLost(Held held) {
    return !clock.instant().isBefore(held.until);
  }

  private void settle(OutboxRow<K, C> row, Held held, Attempt attempt) {
    switch (attempt) {
      case Attempt.Done(Runnable then) -> {
        if (outbox.remove(row, held.lease)) {
          then.run();
        }
      }
      case Attempt.NoTurn(Duration stayAway) ->
          outbox.reschedule(row, held.lease, clock.instant().plus(stayAway), row.tries());
      case Attempt.Failed(Duration asked) -> failed(row, held, asked);
      case Attempt.Impossible() -> giveUp(row, held, false);
    }
  }

  /// Schedules the next try after the wait. The last try is when the time for tries ends; after it
  /// the row is given up.
  private void failed(OutboxRow<K, C> row, Held held, Duration asked) {
    BackOff backOff = outbox.kind().backOff();
    Instant now = clock.instant();
    Instant end = row.firstDue().plus(backOff.triedFor());
    if (!now.isBefore(end)) {
      giveUp(row, held, true);
      return;
    }
    Instant next = now.plus(backOff.after(row.tries(), asked, chance));
    outbox.reschedule(row, held.lease, next.isBefore(end) ? next : end, row.tries() + 1);
  }

  private void giveUp(OutboxRow<K, C> row, Held held, boolean tried) {
    boolean kept;
    boolean ours;
    switch (outbox.kind().atEnd()) {
      case OutboxKind.AtEnd.Dropped() -> {
        kept = false;
        ours = outbox.remove(row, held.lease);
      }
      case OutboxKind.AtEnd.KeptFor(Duration time) -> {
        Instant end = row.firstDue().plus(time);
        kept = !row.takenBack() && clock.instant().isBefore(end);
        ours = kept ? outbox.giveUp(row, held.lease, end) : outbox.remove(row, held.lease);
      }
      case OutboxKind.AtEnd.KeptUntilTakenBack() -> {
        kept = true;
        ours = outbox.giveUp(row, held.lease, null);
      }
    }
    if (ours) {
      work.gaveUp(row, tried, kept);
    }
  }

  private RestartingThread.Observer observer() {
    return new RestartingThread.Observer() {
      @Override
      public void failed(String thread, Throwable cause) {
        alarm.raise(
            "The outbox {} cannot use its database and goes on trying: {}",
            name,
            OutboxException.kindOf(cause));
      }

      @Override
      public void completed(String thread) {}
    };
  }

  /// Takes no more rows, and lets running work finish for a bounded time.
  @Override
  public void close() {
    stopping = true;
    thread.close(pace.polling().multipliedBy(10));
    threads.shutdown();
    try {
      if (!threads.awaitTermination(pace.shutdown().toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      threads.shutdownNow();
    }
  }
}
