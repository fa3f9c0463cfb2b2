package tw.shouwang.api.intake.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CentreWrapRepository;
import tw.shouwang.api.cases.sealing.CentreAnchors;
import tw.shouwang.api.cases.sealing.CentreGenerations;
import tw.shouwang.api.cases.sealing.CentreKeyFiles;
import tw.shouwang.api.cases.sealing.CentreKeySchedule;
import tw.shouwang.api.cases.sealing.CentreKeySettings;
import tw.shouwang.api.cases.sealing.CentreKeysetRepository;
import tw.shouwang.api.cases.sealing.NoteKeyRepository;
import tw.shouwang.api.cases.sealing.NoteKeys;
import tw.shouwang.api.cases.sealing.OpenerCheck;
import tw.shouwang.api.cases.sealing.StaffKeys;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.NightlyJobs;
import tw.shouwang.api.testing.OwnerSql;

/// The nightly job on a staff node of `prod`, which makes up no keys.
@MicronautTest(transactional = false)
class KeyJobIT implements EmbeddedTest {

  @Inject CentreKeysetRepository published;
  @Inject CentreWrapRepository wraps;
  @Inject CaseRepository cases;
  @Inject StaffKeys staffKeys;
  @Inject NoteKeys noteKeys;
  @Inject NoteKeyRepository noteWraps;
  @Inject OpenerCheck opener;
  @Inject TransactionOperations<Connection> transactions;
  @Inject JsonMapper json;
  @Inject Directory directory;
  @Inject NightlyJobs nightly;
  @Inject JobClaims claims;
  @Inject AuditTrail trail;
  @Inject InstantSource clock;
  @Inject OwnerSql owner;

  /// A generation that has ended is an administrator's matter where the signing key is away; a
  /// centre that is not served here is nobody's.
  @Test
  void waitsForNoKeyOfACentreThatIsNotServedHere(@TempDir Path folder) throws Exception {
    owner.run("delete from cases.centre_keyset where centre = 'ntpc'");
    owner.run("update cases.centre_keyset set valid_until = valid_from where centre = 'tpe'");
    List<String> said = logged(job(folder)::run);
    assertThat(said).anyMatch(line -> line.startsWith("keys-tpe waits for an administrator: "));
    assertThat(said).noneMatch(line -> line.contains("ntpc"));
    assertThat(
            owner.ask("select string_agg(job, ' ') from intake.job_claim where job like 'keys-%'"))
        .isEqualTo("keys-tpe");
  }

  private KeyJob job(Path folder) {
    CentreKeySettings settings =
        new CentreKeySettings(Map.of(), null, Duration.ofDays(7), Duration.ofDays(14));
    CentreKeyFiles none =
        new CentreKeyFiles(
            new KeyFiles(folder, false, new SecureRandom()),
            settings,
            new CentreAnchors(settings, json, clock));
    CentreGenerations generations =
        new CentreGenerations(
            published,
            wraps,
            cases,
            staffKeys,
            noteKeys,
            noteWraps,
            none,
            settings,
            opener,
            clock,
            transactions);
    return new KeyJob(
        new CentreKeySchedule(generations, clock), nightly, claims, trail, directory, clock);
  }

  private static List<String> logged(Runnable work) {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(NightlyJobs.class);
    lines.start();
    log.addAppender(lines);
    try {
      work.run();
    } finally {
      log.detachAppender(lines);
    }
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
