package tw.shouwang.api.directory;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Measures the directory at 1,000 and at 50,000 entries: building a snapshot, its heap, five
/// questions, and readers during a swap. Run by `bench/directory/run`.
final class DirectoryBench {

  private static final Instant NOW = Snapshots.at("2026-05-06T10:00");

  private record Query(String name, IntFunction<DirectorySearch.Question> question) {}

  @Test
  void measure() throws Exception {
    DirectoryDocument large = SyntheticDirectory.of(50_000);
    DirectorySnapshot.build(SyntheticDirectory.of(5_000), NOW);
    long before = usedHeap();
    long began = cpu();
    DirectorySnapshot snapshot = DirectorySnapshot.build(large, NOW);
    System.out.printf("build 50,000: %d ms%n", (cpu() - began) / 1_000_000);
    System.out.printf("heap 50,000: %d MB%n", (usedHeap() - before) / 1_000_000);
    System.out.printf("timetables: %d%n", snapshot.timetableCount());
    DirectorySnapshot small = DirectorySnapshot.build(SyntheticDirectory.of(1_000), NOW);
    for (Query query : queries()) {
      double atSmall = microseconds(small, query);
      double atLarge = microseconds(snapshot, query);
      System.out.printf(
          "%-24s 1,000: %8.1f us   50,000: %8.1f us   x%.1f%n",
          query.name(), atSmall, atLarge, atLarge / atSmall);
    }
    swap(large, snapshot);
  }

  private static List<Query> queries() {
    return List.of(
        new Query("area", i -> question(filter(null, area(i), null, null), null)),
        new Query("area and text", i -> question(filter("服務中心", area(i), null, null), null)),
        new Query("area and open now", i -> question(filter(null, area(i), true, null), null)),
        new Query("near a point", i -> question(filter(null, null, null, point(i)), null)),
        new Query(
            "nationwide open now",
            i -> question(filter(null, null, true, null), NOW.plusSeconds(60L * 97 * i))));
  }

  private static double microseconds(DirectorySnapshot snapshot, Query query) {
    DirectorySearch search = Snapshots.search();
    int found = 0;
    double[] rounds = new double[7];
    int count = 0;
    for (int round = -4; round < rounds.length; round++) {
      int times = 0;
      long began = cpu();
      while (cpu() - began < 100_000_000) {
        found += search.search(snapshot, query.question().apply(count++), NOW).totalCount();
        times++;
      }
      if (round >= 0) {
        rounds[round] = (cpu() - began) / 1_000.0 / times;
      }
    }
    Arrays.sort(rounds);
    return found < 0 ? -1 : rounds[rounds.length / 2];
  }

  private static void swap(DirectoryDocument document, DirectorySnapshot first) throws Exception {
    AtomicReference<DirectorySnapshot> current = new AtomicReference<>(first);
    AtomicBoolean done = new AtomicBoolean();
    long[] slowest = new long[1];
    int[] reads = new int[1];
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              DirectorySearch search = Snapshots.search();
              for (int i = 0; !done.get(); i++) {
                long began = System.nanoTime();
                search.search(
                    current.get(), question(filter(null, area(i), true, null), null), NOW);
                slowest[0] = Math.max(slowest[0], System.nanoTime() - began);
                reads[0]++;
              }
            });
    for (int swaps = 0; swaps < 2; swaps++) {
      current.set(DirectorySnapshot.build(document, NOW));
    }
    done.set(true);
    reader.join();
    System.out.printf("slowest of %d reads during 3 swaps: %.1f ms%n", reads[0], slowest[0] / 1e6);
  }

  private static DirectorySearch.Question question(ResourceFilter filter, @Nullable Instant at) {
    return new DirectorySearch.Question(filter, at, 20, null, List.of("zh"));
  }

  private static String area(int number) {
    return SyntheticDirectory.district(number % 370);
  }

  private static ResourceFilter.PointInput point(int number) {
    return new ResourceFilter.PointInput(22.2 + number % 31 * 0.1, 120.2 + number % 17 * 0.1);
  }

  private static ResourceFilter filter(
      @Nullable String text,
      @Nullable String area,
      @Nullable Boolean openNow,
      ResourceFilter.@Nullable PointInput near) {
    return new ResourceFilter(
        text, List.of(), List.of(), List.of(), area, null, List.of(), null, openNow, near);
  }

  /// Processor time of this thread, so that other work on the machine does not count.
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long usedHeap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
