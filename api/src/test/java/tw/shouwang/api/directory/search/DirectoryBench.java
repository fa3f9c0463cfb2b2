package tw.shouwang.api.directory.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.snapshot.BackgroundBuild;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.SnapshotBuilding;
import tw.shouwang.api.directory.snapshot.Snapshots;
import tw.shouwang.api.directory.snapshot.SyntheticDirectory;

/// Measures the directory at 1,000 and at 50,000 entries: queries, building a snapshot, its heap,
/// and reads during rebuilds. Run by `bench/directory/run`.
public final class DirectoryBench {

  private static final int SWAPS = 5;

  private DirectoryBench() {}

  /// Arguments select the parts: `questions`, `building`, `heap` or `swap`.
  public static void main(String[] wanted) throws Exception {
    if (wants(wanted, "questions")) {
      new Runner(
              options(DirectoryQuestions.class)
                  .warmupIterations(3)
                  .measurementIterations(4)
                  .build())
          .run();
    }
    if (wants(wanted, "building")) {
      new Runner(
              options(SnapshotBuilding.class).warmupIterations(0).measurementIterations(6).build())
          .run();
    }
    if (wants(wanted, "heap")) {
      heap();
    }
    if (wants(wanted, "swap")) {
      swap();
    }
  }

  private static boolean wants(String[] wanted, String part) {
    return wanted.length == 0 || wanted[0].equals("all") || Arrays.asList(wanted).contains(part);
  }

  private static ChainedOptionsBuilder options(Class<?> benchmarks) {
    return new OptionsBuilder()
        .include(benchmarks.getName() + ".*")
        .forks(1)
        .warmupTime(TimeValue.seconds(1))
        .measurementTime(TimeValue.seconds(1))
        .jvmArgs("-Xmx1g");
  }

  private static void heap() throws InterruptedException {
    DirectoryDocument document = SyntheticDirectory.of(50_000);
    long before = usedHeap();
    DirectorySnapshot snapshot = DirectorySnapshot.build(document, DirectoryQuestions.NOW);
    long after = usedHeap();
    System.out.printf(
        Locale.ROOT,
        "heap of a snapshot of %,d entries: %d MB%n",
        snapshot.size(),
        (after - before) / 1_000_000);
  }

  /// Readers query without a pause, first alone as a baseline, then while snapshots are built and
  /// replaced, as [SnapshotLoader] does it.
  private static void swap() throws Exception {
    DirectoryDocument document = SyntheticDirectory.of(50_000);
    AtomicReference<DirectorySnapshot> current =
        new AtomicReference<>(DirectorySnapshot.build(document, DirectoryQuestions.NOW));
    readWhile("nothing else", current, () -> Thread.sleep(8_000));
    readWhile(
        SWAPS + " swaps",
        current,
        () -> {
          for (int swaps = 0; swaps < SWAPS; swaps++) {
            current.set(
                BackgroundBuild.call(
                    () -> DirectorySnapshot.build(document, DirectoryQuestions.NOW)));
          }
        });
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void readWhile(String what, AtomicReference<DirectorySnapshot> current, Work work)
      throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    SlowReads reads = new SlowReads();
    Thread reader = Thread.ofPlatform().start(() -> read(current, done, reads));
    work.run();
    done.set(true);
    reader.join();
    System.out.printf(
        Locale.ROOT,
        "readers during %s: %,d reads, slowest %.1f ms, %d over 50 ms%n",
        what,
        reads.count,
        reads.slowest / 1e6,
        reads.over);
  }

  private static final class SlowReads {
    private long count;
    private long slowest;
    private long over;
  }

  private static void read(
      AtomicReference<DirectorySnapshot> current, AtomicBoolean done, SlowReads reads) {
    DirectorySearch search = Snapshots.search();
    for (int index = 0; !done.get(); index++) {
      String area = SyntheticDirectory.district(index % SyntheticDirectory.DISTRICTS);
      long began = System.nanoTime();
      search.search(
          current.get(),
          new DirectorySearch.Question(
              DirectoryQuestions.filter(null, area, true, null), null, 20, null, List.of("zh")),
          DirectoryQuestions.NOW);
      long took = System.nanoTime() - began;
      reads.count++;
      reads.slowest = Math.max(reads.slowest, took);
      reads.over += took > 50_000_000 ? 1 : 0;
    }
  }

  private static long usedHeap() throws InterruptedException {
    for (int round = 0; round < 4; round++) {
      System.gc();
      Thread.sleep(100);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
