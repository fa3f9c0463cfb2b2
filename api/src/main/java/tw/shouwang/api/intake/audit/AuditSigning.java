package tw.shouwang.api.intake.audit;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;

/// Signs every day where each centre's trail ends, and says it in the log, which is kept where
/// nobody who can write the database can write. Every staff node does, so that there is more than
/// one log to contradict a forger.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class AuditSigning {

  private static final Logger LOG = LoggerFactory.getLogger(AuditSigning.class);
  private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

  private final AuditRepository trails;
  private final AuditChain chain;
  private final InstantSource clock;

  AuditSigning(AuditRepository trails, AuditChain chain, InstantSource clock) {
    this.trails = trails;
    this.chain = chain;
    this.clock = clock;
  }

  @Scheduled(cron = "0 5 0 * * *", zoneId = "Asia/Taipei")
  void run() {
    try {
      sign();
    } catch (RuntimeException e) {
      LOG.error("audit heads were not signed today: {}", e.getClass().getSimpleName());
    }
  }

  void sign() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), TAIPEI);
    for (AuditHead head : trails.heads()) {
      SignedHead signed = chain.sign(head, today);
      trails.keep(
          signed.centre(), signed.signedOn(), signed.number(), signed.hash(), signed.signature());
      LOG.info("{}", signed.line());
    }
  }
}
