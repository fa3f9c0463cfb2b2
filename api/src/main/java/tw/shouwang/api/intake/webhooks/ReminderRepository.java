package tw.shouwang.api.intake.webhooks;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/// The reminders that wait for the end of their quarter hour.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReminderRepository extends GenericRepository<ReminderRow, String> {

  @Query(
      """
      insert into intake.gathered_reminder
        (centre, gathered_in, event, clock_kind, drill, reminders)
      values (:centre, :quarter, :event, :clockKind, :drill, 1)
      on conflict (centre, gathered_in, event, clock_kind, drill) do update
      set reminders = gathered_reminder.reminders + 1
      """)
  void count(String centre, Instant quarter, WebhookEvent event, String clockKind, boolean drill);

  /// Locks and reads what was gathered before an instant.
  @Query(
      """
      select *
      from intake.gathered_reminder
      where gathered_in < :quarter
      order by centre, gathered_in, event, clock_kind
      for update
      """)
  List<ReminderRow> holdBefore(Instant quarter);

  @Query(
      """
      delete from intake.gathered_reminder
      where centre = :centre
        and gathered_in = :quarter
        and event = :event
        and clock_kind = :clockKind
        and drill = :drill
      """)
  void remove(String centre, Instant quarter, WebhookEvent event, String clockKind, boolean drill);
}
