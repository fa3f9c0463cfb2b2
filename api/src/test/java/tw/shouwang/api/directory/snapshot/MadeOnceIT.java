package tw.shouwang.api.directory.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;

@MicronautTest(transactional = false)
class MadeOnceIT implements EmbeddedTest {

  @Inject SnapshotStore store;

  /// W12: for any number of concurrent callers, the value is made once, and on none of their
  /// threads.
  @Test
  void isMadeOnceForAllWhoAskAndOnNoneOfTheirThreads() throws Exception {
    AtomicInteger made = new AtomicInteger();
    Set<Thread> makers = ConcurrentHashMap.newKeySet();
    CountDownLatch asked = new CountDownLatch(8);
    MadeOnce<Integer> once =
        new MadeOnce<>(
            store,
            held -> {
              makers.add(Thread.currentThread());
              return made.incrementAndGet();
            });
    Set<Thread> askers = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int asker = 0; asker < 8; asker++) {
        answers.add(
            threads.submit(() -> {
              askers.add(Thread.currentThread());
              asked.countDown();
              asked.await();
              return once.current();
            }));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(1);
      }
    }
    assertThat(makers).hasSize(1).doesNotContainAnyElementsOf(askers);
    store.swap(store.held().document());
    assertThat(once.current()).isEqualTo(2);
  }
}
