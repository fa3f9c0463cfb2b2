package tw.shouwang.api.watches;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;

class PollingWatchTest {

  private static final Duration EVERY = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// Returns added values. On a late first value also returns those that came in meanwhile.
  private static final PollingWatch.Diff<List<String>, String> ADDED =
      new PollingWatch.Diff<>() {
        @Override
        public List<String> first(List<String> now, boolean late) {
          return late ? now : List.of();
        }

        @Override
        public List<String> next(List<String> before, List<String> now) {
          return now.stream().filter(each -> !before.contains(each)).toList();
        }
      };

  private final Map<String, List<String>> table = new ConcurrentHashMap<>();
  private final BlockingQueue<List<String>> looks = new LinkedBlockingQueue<>();
  private volatile @Nullable Throwable failure;
  private volatile Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private final PollingWatch<String, List<String>> watch = watch(EVERY);

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void tellsOfChangesAfterTheBaseline() throws Exception {
    table.put("a", List.of("old"));
    Heard heard = subscribe("a");
    looked();
    table.put("a", List.of("old", "new"));
    assertThat(heard.next()).isEqualTo("new");
    table.put("a", List.of("new", "newer", "newest"));
    assertThat(heard.next()).isEqualTo("newer");
    assertThat(heard.next()).isEqualTo("newest");
  }

  @Test
  void endsWithTheKey() throws Exception {
    table.put("a", List.of("old"));
    Heard heard = subscribe("a");
    looked();
    table.remove("a");
    assertThat(heard.next()).isEqualTo("over");
    assertThat(subscribe("never there").next()).isEqualTo("over");
    // A stream is removed shortly after its last event.
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (watch.subscribers() > 0) {
      assertThat(System.nanoTime()).as("subscribers leave").isLessThan(until);
      Thread.onSpinWait();
    }
  }

  @Test
  void looksAtOnceForANewSubscriberAndAtItsKeyAlone() throws Exception {
    try (PollingWatch<String, List<String>> slow = watch(Duration.ofMinutes(10))) {
      table.put("a", List.of());
      table.put("b", List.of());
      Disposable first = slow.of("a", ADDED).subscribe();
      assertThat(looks.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).containsExactly("a");
      Disposable second = slow.of("b", ADDED).subscribe();
      assertThat(looks.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).containsExactly("b");
      first.dispose();
      second.dispose();
    }
  }

  @Test
  void asksForAKeyOnceHoweverManyWatchItAndForAThousandAtOnce() throws Exception {
    IntStream.range(0, 2_001).forEach(i -> table.put("k" + i, List.of()));
    IntStream.range(0, 2_001)
        .forEach(i -> {
          Disposable one = watch.of("k" + i, ADDED).subscribe();
          Disposable twin = watch.of("k" + i, ADDED).subscribe();
          assertThat(one.isDisposed() || twin.isDisposed()).isFalse();
        });
    looks.clear();
    looked();
    looks.clear();
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sizes.add(looks.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS).size());
    }
    assertThat(sizes).allMatch(size -> size <= 1_000);
  }

  @Test
  void looksNoMoreWhenNobodyWatches() throws Exception {
    table.put("a", List.of());
    Heard heard = subscribe("a");
    looked();
    heard.stream.dispose();
    // One query may be under way; a second one would be without a subscriber.
    looks.poll(EVERY.toMillis() * 2, TimeUnit.MILLISECONDS);
    looks.clear();
    assertThat(looks.poll(EVERY.toMillis() * 20, TimeUnit.MILLISECONDS)).isNull();
  }

  /// W9: a subscriber during an outage is told that the first value is late.
  @Test
  void tellsALateBaselineFromAnOrdinaryOne() throws Exception {
    failure = new IllegalStateException("storage is unavailable");
    Heard heard = subscribe("a");
    looked();
    table.put("a", List.of("came in meanwhile"));
    failure = null;
    assertThat(heard.next()).isEqualTo("came in meanwhile");
  }

  /// W17: a watch continues after an `Error`.
  @Test
  void goesOnAfterAnError() throws Exception {
    table.put("a", List.of());
    Heard heard = subscribe("a");
    looked();
    failure = new StackOverflowError("once");
    looked();
    failure = null;
    table.put("a", List.of("new"));
    assertThat(heard.next()).isEqualTo("new");
  }

  @Test
  void saysForHowLongItCannotLook() throws Exception {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    new WatchHealth(metrics).shown(watch);
    table.put("a", List.of());
    Heard heard = subscribe("a");
    looked();
    assertThat(watch.behind()).isEmpty();

    failure = new IllegalStateException("storage is unavailable");
    looked();
    now = now.plusSeconds(90);
    assertThat(behind(metrics)).isEqualTo(90);

    failure = null;
    table.put("a", List.of("new"));
    assertThat(heard.next()).isEqualTo("new");
    looked();
    assertThat(behind(metrics)).isZero();
  }

  /// A subscriber that reads nothing delays nobody, and later gets the whole difference.
  @Test
  void waitsForNoSubscriber() throws Exception {
    table.put("a", List.of());
    CountDownLatch subscribed = new CountDownLatch(1);
    BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    BaseSubscriber<String> slow =
        new BaseSubscriber<>() {
          @Override
          protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
            subscribed.countDown();
          }

          @Override
          protected void hookOnNext(String value) {
            taken.add(value);
          }
        };
    watch.of("a", ADDED).subscribe(slow);
    assertThat(subscribed.await(60, TimeUnit.SECONDS)).isTrue();
    Heard quick = subscribe("a");
    looked();
    for (int i = 0; i < 5; i++) {
      table.put("a", IntStream.rangeClosed(0, i).mapToObj(n -> "n" + n).toList());
      assertThat(quick.next()).isEqualTo("n" + i);
    }
    slow.request(100);
    for (int i = 0; i < 5; i++) {
      assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo("n" + i);
    }
  }

  private PollingWatch<String, List<String>> watch(Duration every) {
    return new PollingWatch<>("test", every, () -> now, this::look);
  }

  private Map<String, List<String>> look(Collection<String> keys) throws Exception {
    looks.add(List.copyOf(new TreeSet<>(keys)));
    Throwable thrown = failure;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof Exception exception) {
      throw exception;
    }
    Map<String, List<String>> found = new ConcurrentHashMap<>();
    keys.stream().filter(table::containsKey).forEach(key -> found.put(key, table.get(key)));
    return found;
  }

  /// Waits for a query that starts after this call, and for its end, i.e. the start of the next
  /// one.
  private void looked() throws InterruptedException {
    looks.clear();
    for (int i = 0; i < 3; i++) {
      assertThat(looks.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    }
  }

  private Heard subscribe(String key) {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    Disposable stream =
        watch
            .of(key, ADDED)
            .subscribe(
                events::add, thrown -> events.add(thrown.toString()), () -> events.add("over"));
    return new Heard(events, stream);
  }

  private static double behind(SimpleMeterRegistry metrics) {
    return metrics.get("shouwang.watch.behind.seconds").tag("watch", "test").gauge().value();
  }

  private record Heard(BlockingQueue<String> events, Disposable stream) {

    String next() throws InterruptedException {
      String event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return event == null ? "nothing" : event;
    }
  }
}
