package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.desk.CaseCalls;
import tw.shouwang.api.cases.desk.DueCall;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.intake.alerts.AlertedCase;
import tw.shouwang.api.intake.alerts.Alerts;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Alarm;

/// Alerts staff when a planned call is due, once. Every staff node looks; one of them alerts.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class CallAlerts {

  private static final Logger LOG = LoggerFactory.getLogger(CallAlerts.class);

  private final CaseCalls calls;
  private final Alerts alerts;
  private final TransactionOperations<Connection> transactions;
  private final Alarm alarm;

  CallAlerts(
      CaseCalls calls,
      Alerts alerts,
      TransactionOperations<Connection> transactions,
      InstantSource clock) {
    this.calls = calls;
    this.alerts = alerts;
    this.transactions = transactions;
    this.alarm = new Alarm(LOG, clock);
  }

  @Scheduled(initialDelay = "6s", fixedDelay = "5s")
  void run() {
    try {
      look();
    } catch (RuntimeException e) {
      alarm.warn("planned calls are looked at again in a moment: {}", e.getClass().getSimpleName());
    }
  }

  /// A failing call does not delay the others.
  void look() {
    for (DueCall due : calls.toAlert()) {
      try {
        alert(due);
      } catch (RuntimeException e) {
        alarm.warn("a planned call is told of in a moment: {}", e.getClass().getSimpleName());
      }
    }
  }

  private void alert(DueCall due) {
    transactions.executeWrite(transaction -> {
      if (calls.markAlerted(due.caseId())) {
        alerts.tell(
            Happening.CALL_DUE,
            new AlertedCase(
                due.centre(), false, due.worker().isEmpty() ? null : due.worker(), due.exercise()),
            false);
      }
      return null;
    });
  }
}
