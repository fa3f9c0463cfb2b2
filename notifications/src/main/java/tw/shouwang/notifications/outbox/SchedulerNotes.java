package tw.shouwang.notifications.outbox;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.foundation.Alarm;

/// Says in one line a minute what db-scheduler would write a stack trace about several times a
/// second: mostly that the database is away. An application turns db-scheduler's own logger off.
final class SchedulerNotes extends AbstractSchedulerListener {

  private static final Logger log = LoggerFactory.getLogger(SchedulerNotes.class);

  private final Alarm alarm;

  SchedulerNotes(InstantSource clock) {
    this.alarm = new Alarm(log, clock);
  }

  @Override
  public void onSchedulerEvent(SchedulerEventType type) {
    switch (type) {
      case UNEXPECTED_ERROR,
          COMPLETIONHANDLER_ERROR,
          FAILUREHANDLER_ERROR,
          FAILED_MULTIPLE_HEARTBEATS ->
          alarm.raise("The outbox cannot use its database and goes on trying");
      case DEAD_EXECUTION ->
          alarm.raise("A node died or froze at its work, which is taken up again");
      case UNRESOLVED_TASK -> alarm.raise("The outbox holds work that this version does not know");
      // One heartbeat may find its row just done and gone; that is no fault, several are.
      case FAILED_HEARTBEAT, RAN_UPDATE_HEARTBEATS, RAN_DETECT_DEAD, RAN_EXECUTE_DUE -> {}
    }
  }
}
