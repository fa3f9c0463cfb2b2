package tw.shouwang.api.intake.login;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Alarm;

/// Tells operators why tokens are refused, because the callers get only 401 or FORBIDDEN: a log
/// line for each reason at most once a minute, and the counter `shouwang.staff.login.refused` by
/// reason. Neither contains anything about a person.
@Singleton
@Requires(condition = InStaffProcess.class)
class LoginLog {

  private static final Logger LOG = LoggerFactory.getLogger(LoginLog.class);

  private final MeterRegistry metrics;
  private final Alarm alarm;

  LoginLog(MeterRegistry metrics, InstantSource clock) {
    this.metrics = metrics;
    this.alarm = new Alarm(LOG, clock);
  }

  void tell(TokenProblem problem) {
    metrics.counter("shouwang.staff.login.refused", "reason", problem.reason().name()).increment();
    alarm.warn("a staff login failed, " + problem.reason() + ": {}", problem.detail());
  }
}
