package tw.shouwang.api.directory.snapshot;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.search.DirectoryQuestions;

/// Measures the time from a document of 50,000 entries to its snapshot, the first time in a process
/// and later. Run by `bench/directory/run`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SnapshotBuilding {

  private @Nullable DirectoryDocument document;

  @Setup
  public void write() {
    document = SyntheticDirectory.of(50_000);
  }

  @Benchmark
  public Object build() {
    return DirectorySnapshot.build(
        java.util.Objects.requireNonNull(document), DirectoryQuestions.NOW);
  }
}
