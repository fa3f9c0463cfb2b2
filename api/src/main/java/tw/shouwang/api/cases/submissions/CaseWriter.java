package tw.shouwang.api.cases.submissions;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CentreWrapRow;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.records.EventRow;
import tw.shouwang.api.cases.records.ReceiptRow;
import tw.shouwang.api.cases.records.ReceiptWrapRow;

/// Writes a new case, completely or not at all. All rows go in one statement, which is its own
/// transaction: with a statement for each, most of a submission's time went into waiting for
/// answers.
@Singleton
class CaseWriter {

  private static final String INSERT =
      """
      with case_row as (
        insert into cases.case_file (
          id, fingerprint, binding, key_commitment, form, topic, other_topics, indicators,
          child_involved, urgency, area, sender_group, centre, status, referred_resources,
          duplicate_tag, surge, received_at, due_at, close_on, erase_on, reference,
          through_service_on, exercise)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)),
      receipt as (
        insert into cases.receipt_hash (hash, hand, case_id)
        values (?, ?, ?)),
      centre_wrap as (
        insert into cases.centre_wrap (case_id, centre, generation, wrap)
        values (?, ?, ?, ?)),
      receipt_wrap as (
        insert into cases.receipt_wrap (case_id, storage_week, wrap)
        values (?, ?, ?)),
      entry as (
        insert into cases.entry (
          id, case_id, direction, position, message_tag, message_fingerprint, sealed, written_at,
          unread)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?))
      insert into cases.timeline_event (id, case_id, kind, happened_at, place)
      values (?, ?, ?, ?, ?)
      """;

  private final ConnectionOperations<Connection> connections;

  CaseWriter(ConnectionOperations<Connection> connections) {
    this.connections = connections;
  }

  /// @throws DataAccessException for example if the receipt is in use: of two simultaneous
  ///   submissions with one receipt, the later waits for the earlier and then fails
  void open(NewCase opened) {
    connections.executeWrite(status -> {
      try (PreparedStatement insert = status.getConnection().prepareStatement(INSERT)) {
        new Parameters(insert)
            .add(opened.row())
            .add(opened.receipt())
            .add(opened.centreWrap())
            .add(opened.receiptWrap())
            .add(opened.entry())
            .add(opened.received());
        return insert.executeUpdate();
      } catch (SQLException e) {
        throw new DataAccessException("a new case was not written", e);
      }
    });
  }

  /// Sets a statement's parameters one after the other.
  private static final class Parameters {

    private final PreparedStatement statement;
    private int last;

    Parameters(PreparedStatement statement) {
      this.statement = statement;
    }

    Parameters add(CaseRow row) throws SQLException {
      return add(row.id())
          .add(row.fingerprint())
          .add(row.binding())
          .add(row.keyCommitment())
          .add(row.form())
          .add(row.topic())
          .add(row.otherTopics())
          .add(row.indicators())
          .add(row.childInvolved(), Types.BOOLEAN)
          .add(row.urgency())
          .add(row.area())
          .add(row.senderGroup())
          .add(row.centre())
          .add(row.status())
          .add(row.referredResources())
          .add(row.duplicateTag(), Types.INTEGER)
          .add(row.surge())
          .add(row.receivedAt())
          .add(row.dueAt())
          .add(row.closeOn(), Types.DATE)
          .add(row.eraseOn())
          .add(row.reference(), Types.VARCHAR)
          .add(row.throughServiceOn(), Types.DATE)
          .add(row.exercise());
    }

    Parameters add(ReceiptRow row) throws SQLException {
      return add(row.hash()).add(row.hand()).add(row.caseId());
    }

    Parameters add(CentreWrapRow row) throws SQLException {
      return add(row.caseId()).add(row.centre()).add(row.generation()).add(row.wrap());
    }

    Parameters add(ReceiptWrapRow row) throws SQLException {
      return add(row.caseId()).add(row.storageWeek()).add(row.wrap());
    }

    Parameters add(EntryRow row) throws SQLException {
      return add(row.id())
          .add(row.caseId())
          .add(row.direction())
          .add(row.position())
          .add(row.messageTag())
          .add(row.messageFingerprint())
          .add(row.sealed())
          .add(row.writtenAt())
          .add(row.unread());
    }

    Parameters add(EventRow row) throws SQLException {
      return add(row.id())
          .add(row.caseId())
          .add(row.kind())
          .add(row.happenedAt())
          .add(row.place(), Types.INTEGER);
    }

    private Parameters add(List<String> texts) throws SQLException {
      statement.setArray(++last, statement.getConnection().createArrayOf("text", texts.toArray()));
      return this;
    }

    private Parameters add(Enum<?> value) throws SQLException {
      return add(value.name());
    }

    private Parameters add(Instant time) throws SQLException {
      return add((Object) time.atOffset(ZoneOffset.UTC));
    }

    private Parameters add(Object value) throws SQLException {
      statement.setObject(++last, value);
      return this;
    }

    private Parameters add(@Nullable Object value, int type) throws SQLException {
      statement.setObject(++last, value, type);
      return this;
    }
  }
}
