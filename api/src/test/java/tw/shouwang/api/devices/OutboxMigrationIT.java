package tw.shouwang.api.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.TestCluster;

/// The migration moves the rows of the three former outboxes into today's common form.
class OutboxMigrationIT {

  private static final String ROWS =
      """
      insert into outbox.push
        (task_name, task_instance, task_data, execution_time, picked, version, priority)
      values
        ('push', '00000000-0000-4000-8000-000000000001',
          decode(repeat('ab', 32) || '03' || '00' || '01c892d0', 'hex'),
          '2026-11-22T04:13:07Z', false, 4, 10),
        ('push', '00000000-0000-4000-8000-000000000002',
          decode(repeat('cd', 32) || '00' || '01' || '01c892d0', 'hex'),
          '2026-11-22T04:10:00Z', true, 1, 0),
        ('push-given-up', '00000000-0000-4000-8000-000000000003',
          decode(repeat('ef', 32) || '09' || '00' || '01c892d0', 'hex'),
          '2026-11-23T04:10:00Z', false, 1, 0);
      insert into outbox.task
        (task_name, task_instance, task_data, execution_time, picked, version, priority)
      values
        ('vault', '00000000-0000-4000-8000-000000000011',
          decode(repeat('ab', 32) || '01' || 'a1a2', 'hex'), '2026-11-22T04:10:09Z', false, 1, 0),
        ('vault', '00000000-0000-4000-8000-000000000012',
          decode(repeat('cd', 32) || '02', 'hex'), '2026-11-22T04:10:00Z', true, 1, 0),
        ('vault', '00000000-0000-4000-8000-000000000013',
          decode(repeat('ef', 32) || '03' || 'b1', 'hex'), '2026-11-22T04:10:00Z', false, 1, 0),
        ('vault-after-close', '00000000-0000-4000-8000-000000000014',
          decode(repeat('ab', 32), 'hex'), '2026-11-22T04:10:00Z', false, 1, 0);
      insert into intake.webhook
        (id, receiver, event, centre, case_id, due_at, leased_until, tries, given_up)
      values
        ('00000000-0000-4000-8000-000000000021', 'pager', 'DANGER_ARRIVED', 'tpe', null,
          '2026-11-22T04:10:00Z', '2026-11-22T04:11:00Z', 1, false),
        ('00000000-0000-4000-8000-000000000022', 'pager', 'DEADLINE_MISSED', 'tpe',
          null, '2026-11-22T04:10:30Z', null, 100, true);
      """;

  private static final String CASES =
      """
      insert into cases.case_file (id, binding, form, topic, other_topics, indicators, urgency, area,
        sender_group, centre, status, received_at, due_at, erase_on, neighbour, erased_on)
      values
        ('00000000-0000-4000-8000-000000000001', sha256('1'), 'CONCERN', 'OTHER', '{}', '{}',
          'ROUTINE', '63000030', 'PRIVATE', 'tpe', 'REFERRED', now(), now(), '2030-01-01', 'POLICE',
          null),
        ('00000000-0000-4000-8000-000000000002', null, 'CONCERN', 'OTHER', '{}', '{}',
          'ROUTINE', '63000030', 'PRIVATE', 'tpe', 'CLOSED', now(), now(), '2030-01-01', 'POLICE',
          '2026-11-20'),
        ('00000000-0000-4000-8000-000000000003', sha256('3'), 'CONCERN', 'OTHER', '{}', '{}',
          'ROUTINE', '63000030', 'PRIVATE', 'tpe', 'RECEIVED', now(), now(), '2030-01-01', null,
          null);
      insert into intake.webhook (id, receiver, event, centre, case_id, due, first_due)
      values
        ('00000000-0000-4000-8000-000000000031', 'police', 'CASE_HANDED_OVER', 'tpe',
          '00000000-0000-4000-8000-000000000001', now(), '2026-11-22T04:10:00Z'),
        ('00000000-0000-4000-8000-000000000032', 'police', 'CASE_HANDED_OVER', 'tpe',
          '00000000-0000-4000-8000-000000000002', now(), '2026-11-22T04:10:00Z'),
        ('00000000-0000-4000-8000-000000000033', 'police', 'CASE_HANDED_OVER', 'tpe',
          '00000000-0000-4000-8000-000000000003', now(), '2026-11-22T04:10:00Z'),
        ('00000000-0000-4000-8000-000000000034', 'pager', 'DANGER_ARRIVED', 'tpe', null, now(),
          '2026-11-22T04:10:00Z');
      """;

  @Test
  void takesOverWhatWaits() throws SQLException {
    String database = TestCluster.get().migratedFrom("079", ROWS);

    assertThat(
            rows(
                database,
                """
                select concat_ws(' ', right(id::text, 1), left(encode(address, 'hex'), 2), urgent,
                  to_char(due at time zone 'UTC', 'DD HH24:MI:SS'),
                  to_char(first_due at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
                  tries, given_up, taken_back, lease is null)
                from outbox.push
                order by id
                """))
        .containsExactly(
            "1 ab t 22 04:13:07 2026-11-22 04:00:00 3 f f t",
            "2 cd f 22 04:10:00 2026-11-22 04:00:00 0 f t t",
            "3 ef f 23 04:10:00 2026-11-22 04:00:00 9 t f t");
    assertThat(
            rows(
                database,
                """
                select concat_ws(' ', right(id::text, 2), left(encode(address, 'hex'), 2), position,
                  to_char(due at time zone 'UTC', 'HH24:MI:SS'), change, encode(token, 'hex'))
                from outbox.vault
                order by id
                """))
        .containsExactly(
            "11 ab 0 04:10:00 STORE a1a2",
            "12 cd 0 04:10:00 FORGET",
            "13 ef 0 04:10:00 STORE_OF_STAFF b1",
            "14 ab 1 04:10:00 SHORTEN");
    assertThat(
            rows(
                database,
                """
                select concat_ws(' ', right(id::text, 2), receiver, event, right(case_id::text, 2),
                  to_char(first_due at time zone 'UTC', 'HH24:MI:SS'), tries, given_up, lease is null,
                  leased_until is null)
                from intake.webhook
                order by id
                """))
        .containsExactly(
            "21 pager DANGER_ARRIVED 04:10:00 1 f t t",
            "22 pager DEADLINE_MISSED 04:10:00 100 t t t");
  }

  /// What waited for a receiver becomes a hand-over without one; what is erased, or had no
  /// neighbour, does not. Alerts stay as they are.
  @Test
  void takesOverCasesThatWaitedForAReceiver() throws SQLException {
    String database = TestCluster.get().migratedFrom("152", CASES);
    assertThat(
            rows(
                database,
                """
                select concat_ws(' ', right(id::text, 2), right(case_id::text, 2), centre, neighbour,
                  receiver, state, to_char(made_at at time zone 'UTC', 'DD HH24:MI:SS'), entries, news,
                  changes)
                from cases.hand_over
                order by id
                """))
        .containsExactly("31 01 tpe POLICE NO_RECEIVER 22 04:10:00 0 f 0");
    assertThat(
            rows(
                database,
                """
                select concat_ws(' ', right(id::text, 2), receiver, event, hand_over, from_entry,
                  until_entry)
                from intake.webhook
                """))
        .containsExactly("34 pager DANGER_ARRIVED 0 0");
  }

  private static List<String> rows(String database, String sql) throws SQLException {
    try (Connection connection = TestCluster.get().superuser(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
