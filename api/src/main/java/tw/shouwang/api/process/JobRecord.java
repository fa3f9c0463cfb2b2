package tw.shouwang.api.process;

import java.time.Instant;
import java.util.Optional;

/// When each of the nightly jobs last ended, on any node. It outlives the processes, so that the
/// command `check` can tell of last night.
public interface JobRecord {

  /// Records the end of a run. Throws nothing: the job itself is done.
  void ended(String job, Instant at, boolean succeeded);

  /// The last success; empty if there was none.
  Optional<Instant> lastSuccess(String job);
}
