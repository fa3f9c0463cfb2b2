package tw.shouwang.api.cases.retention;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import tw.shouwang.api.process.JobRecord;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// Checks that something runs the nightly rewrite. A node with the owner's password does it itself;
/// elsewhere it is the command `rewrite`, which an administrator may have forgotten.
@Singleton
final class RewriteCheck implements SetupCheck {

  private final Provider<NightlyRewrite> rewrite;
  private final Provider<JobRecord> record;

  RewriteCheck(Provider<NightlyRewrite> rewrite, Provider<JobRecord> record) {
    this.rewrite = rewrite;
    this.record = record;
  }

  @Override
  public String topic() {
    return "rewrite";
  }

  @Override
  public boolean atStart() {
    return false;
  }

  @Override
  public List<SetupFinding> look() {
    return rewrite.get().isPossible() || record.get().lastSuccess(NightlyRewrite.JOB).isPresent()
        ? List.of()
        : List.of(
            found(
                Level.WEAK,
                "Nothing has run `rewrite` yet: the rows of the tables lie in the order in which"
                    + " they came. Run it every night, with the owner's password."));
  }
}
