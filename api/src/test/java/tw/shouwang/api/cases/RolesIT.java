package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.database.TestCluster;

/// The limits of each database role, tested with that role.
@MicronautTest(transactional = false)
class RolesIT implements EmbeddedTest {

  @Inject OwnerConnections owner;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shouwang_public | select wrap from cases.centre_wrap
          shouwang_public | select * from vault.device
          shouwang_public | delete from cases.case_file
          shouwang_public | delete from cases.timeline_event
          shouwang_public | insert into cases.centre_keyset values ('tpe', 9, now(), now(), '', '')
          shouwang_public | drop table cases.entry
          shouwang_public | update cases.entry set sealed = sealed
          shouwang_public | update cases.entry set position = position
          shouwang_public | update cases.entry set direction = direction
          shouwang_public | update cases.entry set looked_at = true
          shouwang_public | update cases.entry set message_tag = message_tag
          shouwang_public | update cases.key_fingerprint set fingerprint = fingerprint
          shouwang_staff  | update cases.key_fingerprint set fingerprint = fingerprint
          shouwang_vault  | select * from cases.key_fingerprint
          shouwang_public | delete from migrations.flyway_schema_history
          shouwang_staff  | update migrations.flyway_schema_history set success = true
          shouwang_public | select * from intake.note
          shouwang_public | select * from intake.note_key
          shouwang_public | delete from intake.note_key
          shouwang_public | select * from intake.call_attempt
          shouwang_public | select * from intake.planned_call
          shouwang_public | select * from intake.colleague
          shouwang_public | select * from intake.gathered_reminder
          shouwang_public | select * from intake.case_conference
          shouwang_staff  | delete from intake.case_conference
          shouwang_staff  | update intake.note set sealed = sealed
          shouwang_staff  | delete from intake.note
          shouwang_vault  | select * from intake.note
          shouwang_staff  | update cases.entry set sealed = sealed
          shouwang_staff  | select * from cases.receipt_hash
          shouwang_staff  | select * from cases.receipt_wrap
          shouwang_staff  | select * from vault.device
          shouwang_staff  | delete from cases.entry
          shouwang_staff  | delete from cases.case_file
          shouwang_vault  | select * from cases.case_file
          shouwang_vault  | select * from cases.receipt_hash
          shouwang_vault  | select * from outbox.push
          """)
  void isRefused(String role, String statement) {
    assertThatThrownBy(() -> runAs(role, statement))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
  }

  /// Rule 41: of an entry, the public role changes nothing but the mark that it was read, and where
  /// it comes is not for whoever inserts it to say.
  @Test
  void thePublicRoleMarksAsReadAndPutsNothingOutOfOrder() throws SQLException {
    runAs("shouwang_public", "update cases.entry set unread = false where false");
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select pg_get_triggerdef(oid) from pg_trigger where tgname = 'next_position' and"
                    + " tgrelid = 'cases.entry'::regclass")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).contains("BEFORE INSERT", "shouwang_public", "shouwang_staff");
    }
  }

  @Test
  void noRoleThatServesReachesBothACaseAndADevice() {
    for (String role : new String[] {"shouwang_public", "shouwang_staff", "shouwang_vault"}) {
      assertThatThrownBy(() -> runAs(role, "select 1 from cases.case_file, vault.device"))
          .as(role)
          .isInstanceOf(SQLException.class);
    }
  }

  private void runAs(String role, String sql) throws SQLException {
    try (Connection known = owner.open().orElseThrow();
        Connection connection = TestCluster.get().superuser(known.getCatalog());
        Statement statement = connection.createStatement()) {
      statement.execute("set role " + role);
      statement.execute(sql);
    }
  }
}
