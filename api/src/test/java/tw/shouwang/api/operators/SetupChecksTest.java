package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;
import tw.shouwang.api.process.StartRefused;

/// O12: what of a check's failure stops a start.
class SetupChecksTest {

  /// 15: a folder of keys that does not answer for a moment stops no start for good.
  @Test
  void onlyARefusalStopsAStart() {
    for (RuntimeException passing :
        List.of(
            new UncheckedIOException(new IOException("Stale file handle")),
            new IllegalStateException("s3cret"))) {
      assertThat(SetupChecks.found("failing", failing(passing), Level.WEAK))
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WEAK);
            assertThat(finding.sentence()).doesNotContain("s3cret", "Stale");
          });
    }
    RuntimeException refused =
        new IllegalStateException(new StartRefused("Set the key file's mode to 600."));
    assertThat(SetupChecks.found("failing", failing(refused), Level.WEAK))
        .containsExactly(
            new SetupFinding(Level.WRONG, "failing", "Set the key file's mode to 600."));
  }

  private static Callable<List<SetupFinding>> failing(RuntimeException failure) {
    return () -> {
      throw failure;
    };
  }
}
