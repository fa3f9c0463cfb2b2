package tw.shouwang.api.watches;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.foundation.RestartingThread;

/// Notifies subscribers of changes of a key's value, by one regular query for the keys of all
/// subscribers. A new subscriber's key is queried at once. Without subscribers there are no
/// queries. Failed queries are repeated.
///
/// A subscriber's first value is its baseline. [Diff#first] is told whether it came late, because a
/// late baseline includes changes from the time without a successful query.
///
/// @param <K> what is watched; keys are compared with `equals`
/// @param <V> the complete value of a key at one moment
public final class PollingWatch<K, V> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PollingWatch.class);

  /// The most keys in one query.
  private static final int KEYS_AT_ONCE = 1_000;

  /// The pause after a query is this many times the query's duration.
  private static final int REST = 9;

  /// A first query that starts later than this after the subscription counts as late.
  private static final Duration PROMPT = Duration.ofSeconds(1);

  private final String name;
  private final Duration every;
  private final Look<K, V> look;
  private final InstantSource clock;
  private final Alarm alarm;
  private final RestartingThread thread;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Scheduler scheduler = Schedulers.fromExecutorService(threads);
  private final Set<Subscriber<K, V>> subscribers = ConcurrentHashMap.newKeySet();
  private final Queue<Subscriber<K, V>> fresh = new ConcurrentLinkedQueue<>();
  private final Semaphore arrivals = new Semaphore(0);
  private volatile @Nullable Instant failingSince;
  // Used only by the watch's thread.
  private long lookedAt = System.nanoTime();
  private Duration took = Duration.ZERO;

  /// Queries the values of many keys. May throw if storage is unavailable.
  public interface Look<K, V> {

    /// @return the values; a key without a value has ended, and its subscriptions complete
    Map<K, V> at(Collection<K> keys) throws Exception;
  }

  /// Turns two values into events for a subscriber.
  public interface Diff<V, E> {

    /// @param late whether an earlier query for this subscriber failed or had to wait
    List<E> first(V now, boolean late);

    List<E> next(V before, V now);
  }

  /// @param name for threads, metrics and health details
  /// @param every the shortest time between two queries
  public PollingWatch(String name, Duration every, InstantSource clock, Look<K, V> look) {
    this.name = name;
    this.every = every;
    this.clock = clock;
    this.look = look;
    this.alarm = new Alarm(LOG, clock);
    this.thread = new RestartingThread("watch-" + name, every, this::round, new Failures());
  }

  /// The future changes of a key. A slow subscriber gets the difference to the newest value and not
  /// every value between.
  public <E> Flux<E> of(K key, Diff<V, E> diff) {
    return Flux.defer(() -> {
      Memory<V, E> memory = new Memory<>(diff);
      return Flux.<Sight<V>>create(sink -> begin(key, sink), FluxSink.OverflowStrategy.LATEST)
          .publishOn(scheduler, 1)
          .concatMapIterable(memory::events, 1);
    });
  }

  /// The number of subscribers on this node.
  public int subscribers() {
    return subscribers.size();
  }

  public String name() {
    return name;
  }

  /// How long queries have been failing for existing subscribers; empty if they succeed.
  public Optional<Duration> behind() {
    Instant since = failingSince;
    return since == null ? Optional.empty() : Optional.of(Duration.between(since, clock.instant()));
  }

  @Override
  public void close() {
    thread.close();
    scheduler.dispose();
    threads.shutdown();
  }

  private void begin(K key, FluxSink<Sight<V>> sink) {
    Subscriber<K, V> subscriber = new Subscriber<>(key, sink);
    subscribers.add(subscriber);
    sink.onDispose(() -> subscribers.remove(subscriber));
    fresh.add(subscriber);
    arrivals.release();
    thread.start();
  }

  private void round() throws Exception {
    if (subscribers.isEmpty()) {
      failingSince = null;
      arrivals.acquire();
    } else {
      boolean unused = arrivals.tryAcquire(untilNext().toNanos(), TimeUnit.NANOSECONDS);
    }
    arrivals.drainPermits();
    List<Subscriber<K, V>> added = new ArrayList<>();
    for (Subscriber<K, V> each = fresh.poll(); each != null; each = fresh.poll()) {
      added.add(each);
    }
    if (!added.isEmpty() && untilNext().isPositive()) {
      lookFor(added);
    } else {
      lookedAt = System.nanoTime();
      lookFor(List.copyOf(subscribers));
      took = Duration.ofNanos(System.nanoTime() - lookedAt);
      failingSince = null;
    }
  }

  private void lookFor(List<Subscriber<K, V>> some) throws Exception {
    for (int from = 0; from < some.size(); from += KEYS_AT_ONCE) {
      List<Subscriber<K, V>> part = some.subList(from, Math.min(some.size(), from + KEYS_AT_ONCE));
      Set<K> keys = new HashSet<>();
      part.forEach(each -> keys.add(each.key));
      boolean found = false;
      long began = System.nanoTime();
      try {
        Map<K, V> values = look.at(keys);
        part.forEach(each -> each.take(values.get(each.key), began));
        found = true;
      } finally {
        if (!found) {
          some.subList(from, some.size()).forEach(Subscriber::missed);
        }
      }
    }
  }

  private Duration untilNext() {
    Duration rest = took.multipliedBy(REST);
    Duration pause = rest.compareTo(every) > 0 ? rest : every;
    Duration left = pause.minusNanos(System.nanoTime() - lookedAt);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private record Sight<V>(V value, boolean late) {}

  /// One subscription. Its fields are used only by the watch's thread.
  private static final class Subscriber<K, V> {

    private final K key;
    private final FluxSink<Sight<V>> sink;
    private final long since = System.nanoTime();
    private @Nullable V last;
    private boolean late;

    Subscriber(K key, FluxSink<Sight<V>> sink) {
      this.key = key;
      this.sink = sink;
    }

    void take(@Nullable V now, long lookBegan) {
      if (now == null) {
        sink.complete();
      } else if (!now.equals(last)) {
        late |= last == null && lookBegan - since > PROMPT.toNanos();
        last = now;
        sink.next(new Sight<>(now, late));
      }
    }

    void missed() {
      late |= last == null;
    }
  }

  /// The last value that a subscriber was notified of; used by one thread at a time.
  private static final class Memory<V, E> {

    private final Diff<V, E> diff;
    private @Nullable V last;

    Memory(Diff<V, E> diff) {
      this.diff = diff;
    }

    List<E> events(Sight<V> sight) {
      V before = last;
      last = sight.value();
      return before == null
          ? diff.first(sight.value(), sight.late())
          : diff.next(before, sight.value());
    }
  }

  private final class Failures implements RestartingThread.Observer {

    @Override
    public void failed(String thread, Throwable cause) {
      if (failingSince == null) {
        failingSince = clock.instant();
      }
      alarm.warn(
          "the watch {} cannot look and tries again until it works: {}",
          name,
          cause.getClass().getSimpleName());
    }

    @Override
    public void completed(String thread) {}
  }
}
