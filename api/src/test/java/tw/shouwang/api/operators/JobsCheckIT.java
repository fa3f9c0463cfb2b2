package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.process.JobRecord;
import tw.shouwang.api.process.NightlyJobs;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;
import tw.shouwang.api.testing.OwnerSql;

/// `check` and last night's jobs, on whichever node they ran.
@MicronautTest(transactional = false)
class JobsCheckIT implements EmbeddedTest {

  private static final Instant NOW = Instant.parse("2026-05-06T02:00:00Z");

  @Inject NightlyJobs jobs;
  @Inject JobRecord record;
  @Inject Provider<JobRunRepository> runs;
  @Inject OwnerSql sql;

  @BeforeEach
  void noJobHasRun() throws Exception {
    sql.run("delete from operations.job_run");
  }

  @Test
  void aNewInstallationIsNotLate() {
    assertThat(look())
        .singleElement()
        .satisfies(each -> assertThat(each.level()).isEqualTo(Level.OK));
  }

  @Test
  void whatSucceededLastNightIsWell() {
    record.ended("retention", NOW.minus(25, ChronoUnit.HOURS), true);
    record.ended("figures", NOW.minus(7, ChronoUnit.HOURS), true);
    assertThat(look())
        .singleElement()
        .isEqualTo(
            new SetupFinding(
                Level.OK, "jobs", "All nightly jobs that were tried succeeded within 26 hours."));
  }

  @Test
  void whatFailedOrDidNotRunIsNamedWithItsLastSuccess() {
    record.ended("retention", NOW.minus(31, ChronoUnit.HOURS), true);
    record.ended("retention", NOW.minus(7, ChronoUnit.HOURS), false);
    record.ended("keys-tpe", NOW.minus(7, ChronoUnit.HOURS), false);
    record.ended("figures", NOW.minus(7, ChronoUnit.HOURS), true);
    assertThat(look()).extracting(SetupFinding::level).containsExactly(Level.WEAK, Level.WEAK);
    assertThat(look())
        .extracting(SetupFinding::sentence)
        .satisfiesExactly(
            keys -> assertThat(keys).contains("keys-tpe has never succeeded"),
            retention ->
                assertThat(retention)
                    .contains("retention succeeded last on 2026-05-04T19:00:00Z")
                    .contains("tried last on 2026-05-05T19:00:00Z"));
  }

  @Test
  void aJobThatIsNoLongerScheduledIsForgotten() {
    record.ended("closing-gone", NOW.minus(9, ChronoUnit.DAYS), true);
    record.ended("figures", NOW.minus(7, ChronoUnit.HOURS), true);
    assertThat(look()).extracting(SetupFinding::level).containsExactly(Level.OK);
  }

  @Test
  void allThatStoodStillIsLate() {
    record.ended("retention", NOW.minus(9, ChronoUnit.DAYS), true);
    record.ended("figures", NOW.minus(9, ChronoUnit.DAYS), true);
    assertThat(look()).extracting(SetupFinding::level).containsExactly(Level.WEAK, Level.WEAK);
  }

  @Test
  void everyRunIsRecordedAlsoOneThatFails() {
    assertThat(jobs.run("retention", () -> {})).isTrue();
    Instant succeeded = record.lastSuccess("retention").orElseThrow();
    assertThat(succeeded).isEqualTo(succeeded.truncatedTo(ChronoUnit.MINUTES));
    assertThat(jobs.run("retention", () -> fail())).isFalse();
    assertThat(record.lastSuccess("retention")).contains(succeeded);
    assertThat(jobs.run("vault", () -> fail())).isFalse();
    assertThat(record.lastSuccess("vault")).isEmpty();
    assertThat(jobs.run("left-to-another-node", () -> false, () -> {})).isFalse();
    assertThat(runs.get().findAll())
        .extracting(JobRunRow::job)
        .containsExactlyInAnyOrder("retention", "vault");
  }

  private List<SetupFinding> look() {
    return new JobsCheck(runs, () -> NOW).look();
  }

  private static void fail() {
    throw new IllegalStateException("it went wrong");
  }
}
