package tw.shouwang.api.intake.audit;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.NightlyJobs;
import tw.shouwang.foundation.TaiwanTime;

/// Signs the end of each centre's trail every day and writes the signature to the log as well,
/// where somebody who can write the database cannot change it. Every staff node does this, so that
/// several logs can contradict a forger.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class AuditSigning {

  private static final Logger LOG = LoggerFactory.getLogger(AuditSigning.class);

  private final AuditRepository trails;
  private final AuditChain chain;
  private final NightlyJobs jobs;
  private final InstantSource clock;

  AuditSigning(AuditRepository trails, AuditChain chain, NightlyJobs jobs, InstantSource clock) {
    this.trails = trails;
    this.chain = chain;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Scheduled(cron = "0 5 0 * * *", zoneId = "Asia/Taipei")
  void run() {
    jobs.run("audit-signing", this::sign);
  }

  void sign() {
    LocalDate today = TaiwanTime.today(clock);
    for (AuditHead head : trails.heads()) {
      SignedHead signed = chain.sign(head, today);
      trails.keep(
          signed.centre(), signed.signedOn(), signed.number(), signed.hash(), signed.signature());
      LOG.info("{}", signed.line());
    }
  }
}
