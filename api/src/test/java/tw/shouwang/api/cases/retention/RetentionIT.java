package tw.shouwang.api.cases.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.ReceiptHash;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.ReceiptWrapRepository;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sealing.StorageKeys;
import tw.shouwang.api.cases.sender.CaseView;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.process.DataFolder;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.foundation.TaiwanTime;

@MicronautTest(transactional = false)
class RetentionIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject RetentionRun retention;
  @Inject CaseViews views;
  @Inject UnattendedDesk desk;
  @Inject NightlyRewrite rewrite;
  @Inject StorageKeys storageKeys;
  @Inject OwnerConnections owner;
  @Inject OwnerSql ownerSql;
  @Inject DataFolder dataFolder;
  @Inject ReceiptHash hash;

  @Test
  void letsTheWordsOfAnEndedCaseDieAndLeavesATombstone() throws Exception {
    Receipt receipt = submit("ROUTINE");
    UUID id = id(receipt);
    set(id, "erase_on = current_date - 2");

    assertThat(retention.dryRun().erased()).isPositive();
    assertThat(views.find(receipt)).as("a dry run changes nothing").isPresent();
    retention.run();

    assertThat(views.find(receipt)).isEmpty();
    assertThat(count("cases.entry", id)).isZero();
    assertThat(count("cases.centre_wrap", id)).isZero();
    assertThat(count("cases.receipt_wrap", id)).isZero();
    assertThat(count("cases.timeline_event", id)).isPositive();
    assertThat(ledger()).contains(HexFormat.of().formatHex(hash.of(receipt)));
    assertThat(retention.run().erased()).isZero();
  }

  @Test
  void closesACaseInWhichNobodyWritesAndAMessageOpensItAgain() throws Exception {
    Receipt receipt = submit("ROUTINE");
    desk.acknowledge(id(receipt));
    set(id(receipt), "close_on = current_date + 13");
    assertThat(retention.run().warned()).as("staff are warned first").isEqualTo(1);
    set(id(receipt), "close_on = current_date - 2");
    assertThat(retention.run().closed()).as("and have two weeks").isZero();
    set(id(receipt), "close_warned_on = current_date - 15");
    assertThat(retention.dryRun().closed()).isEqualTo(1);
    retention.run();

    CaseView closed = views.view(receipt).orElseThrow();
    assertThat(closed.status()).isEqualTo(CaseStatus.CLOSED);
    assertThat(closed.expiresOn()).isBetween(today().plusDays(89), today().plusDays(91));

    Answer reopened =
        app.input(
                "AddMessage", Map.of("receipt", receipt.text(), "messageId", "m", "words", "還是一樣"))
            .root();
    assertThat(reopened.text("view", "status")).as("as before the close").isEqualTo("SEEN");
    assertThat(reopened.at("view", "timeline").each("kind")).endsWith("REOPENED");
  }

  /// A3: a close starts a new period, and a late run must not extend the life of words whose last
  /// day the sender was told.
  @Test
  void erasesWhatIsPastItsLastDayAndDoesNotCloseIt() throws Exception {
    UUID id = id(submit("ROUTINE"));
    set(
        id,
        "erase_on = current_date - 2, close_on = current_date - 92,"
            + " close_warned_on = current_date - 106");
    retention.run();
    assertThat(count("cases.entry", id)).isZero();
  }

  @Test
  void keepsAnUnreadReportOfDangerFromWhoeverHoldsThePhone() throws Exception {
    Receipt receipt = submit("IMMEDIATE_DANGER");
    UUID id = id(receipt);
    Answer erased = app.input("EraseCase", Map.of("receipt", receipt.text())).root();

    assertThat(LocalDate.parse(erased.text("wordsErasedBy")))
        .isBetween(today().plusDays(6), today().plusDays(8));
    assertThat(views.find(receipt)).isEmpty();
    assertThat(count("cases.receipt_wrap", id)).isZero();
    assertThat(desk.open(id)).as("the centre reads it").hasSize(1);
    assertThat(desk.close(id, null)).isTrue();
    set(id, "erase_on = current_date - 2");
    retention.run();
    assertThat(count("cases.centre_wrap", id)).isZero();
  }

  @Test
  void movesReceiptWrapsToTheWeeksKeyWithoutAnyReceipt() throws Exception {
    Receipt receipt = submit("ROUTINE");
    int week = storageKeys.current().number();
    storageKeys.make(week - 6);
    byte[] old = storageKeys.key(week - 6).orElseThrow();
    CaseHandle handle = views.find(receipt).orElseThrow();
    sealUnder(handle, week - 6, old);
    assertThat(views.view(receipt)).isPresent();

    assertThat(retention.dryRun().wrapsMoved()).isEqualTo(1);
    RetentionRun.Report report = retention.run();
    assertThat(report.wrapsMoved()).isEqualTo(1);
    assertThat(report.weeksDestroyed()).containsExactly(week - 6);
    assertThat(storageKeys.weeks()).doesNotContain(week - 6);
    assertThat(views.messages(handle, 1, java.util.Optional.empty())).hasSize(1);
  }

  @Test
  void putsEveryTableInTheOrderOfItsKeys() throws Exception {
    for (int i = 0; i < 20; i++) {
      submit("ROUTINE");
    }
    assertThat(rewrite.run()).isEqualTo(8);
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id::text from cases.entry order by ctid")) {
      String last = "";
      while (rows.next()) {
        assertThat(rows.getString(1)).isGreaterThan(last);
        last = rows.getString(1);
      }
    }
  }

  @Test
  void movesTheDaysRowsOfALargeTableAwayFromWhereTheyCame() throws Exception {
    ownerSql.run(
        """
        create table cases.arrival (id uuid primary key, number integer, at timestamptz);
        insert into cases.arrival
        select gen_random_uuid(), number, now() from generate_series(0, 19999) as number;
        delete from cases.arrival where number / 10 % 4 > 0
        """);
    // Frees space on the pages where the rows were inserted.
    ownerSql.run("vacuum cases.arrival");
    assertThat(neighbours())
        .as("before, those that came together lie together")
        .isGreaterThan(4_000);
    try (Connection working = owner.open().orElseThrow();
        Connection holding = owner.open().orElseThrow()) {
      int staying =
          new RowMoves(working, holding)
              .move("cases.arrival", "id::text", "at > now() - interval '2 days'", "at");
      assertThat(staying).isZero();
    }
    assertThat(ownerSql.count("select count(*) from cases.arrival")).isEqualTo(5_000);
    assertThat(neighbours()).as("one in forty by chance").isLessThan(400);
    ownerSql.run("drop table cases.arrival");
  }

  /// How many rows are on the same page as the row inserted next.
  private long neighbours() throws SQLException {
    return ownerSql.count(
        """
        select count(*)
        from cases.arrival as one
        join cases.arrival as next on next.number = one.number + 1
        where (one.ctid::text::point)[0] = (next.ctid::text::point)[0]
        """);
  }

  @Test
  void leavesRowsToWhoeverHoldsThem() throws Exception {
    Receipt receipt = submit("ROUTINE");
    try (Connection worker = owner.open().orElseThrow();
        Statement statement = worker.createStatement()) {
      worker.setAutoCommit(false);
      statement.execute("select from cases.case_file where id = '" + id(receipt) + "' for update");
      assertThat(new NightlyRewrite(owner, 0).run()).as("the night goes on").isEqualTo(8);
      statement.execute(
          "update cases.case_file set status = 'SEEN' where id = '" + id(receipt) + "'");
      worker.commit();
    }
    assertThat(new NightlyRewrite(owner, 0).run()).isEqualTo(8);
    assertThat(views.view(receipt).orElseThrow().status()).isEqualTo(CaseStatus.SEEN);
  }

  @Test
  void aCaseThatFailsHoldsUpNoOther() throws Exception {
    UUID poisoned = id(submit("ROUTINE"));
    UUID expired = id(submit("ROUTINE"));
    UUID kept = id(submit("ROUTINE"));
    set(poisoned, "erase_on = current_date - 2");
    set(expired, "erase_on = current_date - 2");
    int week = storageKeys.current().number();
    ownerSql.run(
        """
        create function cases.refuse() returns trigger language plpgsql
          as 'begin raise exception ''not this one''; end';
        create trigger refuse before delete on cases.entry for each row
          when (old.case_id = '%s') execute function cases.refuse();
        update cases.receipt_wrap set storage_week = %d where case_id = '%s'
        """
            .formatted(poisoned, week - 9, kept));

    RetentionRun.Report report = retention.run();
    assertThat(report.failed()).as("one erasure, and one wrap whose key is gone").isEqualTo(2);
    assertThat(count("cases.entry", expired)).isZero();
    assertThat(count("cases.entry", poisoned)).isPositive();

    ownerSql.run(
        """
        drop trigger refuse on cases.entry;
        drop function cases.refuse;
        update cases.receipt_wrap set storage_week = %d where case_id = '%s'
        """
            .formatted(week, kept));
    assertThat(retention.run().failed()).isZero();
    assertThat(count("cases.entry", poisoned)).isZero();
  }

  @Test
  void warnsOfMoreThanOneBatchInOneNight() throws Exception {
    ownerSql.run(
        """
        insert into cases.case_file (id, binding, form, topic, other_topics, indicators, urgency,
          area, sender_group, centre, status, received_at, due_at, close_on, erase_on)
        select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), 'CONCERN', 'ECONOMIC', '{}', '{}', 'ROUTINE',
          '65000010', 'PRIVATE', 'ntpc', 'TRIAGED', now(), now(), current_date + 5, '2030-01-01'
        from generate_series(1, 450)
        """);
    assertThat(retention.run().warned()).isEqualTo(450);
    assertThat(retention.run().warned()).isZero();
    ownerSql.run("delete from cases.case_file where area = '65000010'");
  }

  @Inject Envelopes envelopes;
  @Inject ReceiptWrapRepository wraps;
  @Inject tw.shouwang.api.cases.envelope.ReceiptWrap receiptWrap;

  private void sealUnder(CaseHandle handle, int week, byte[] key) throws Exception {
    byte[] wrap =
        receiptWrap.wrap(
            views.key(handle).orElseThrow(),
            Envelopes.bindingOf(handle.row()),
            handle.receipt().orElseThrow(),
            key);
    wraps.replace(handle.row().id(), week, wrap);
  }

  private Receipt submit(String urgency) {
    Receipt receipt = Receipt.random(new SecureRandom());
    app.input(
        "SubmitConcern",
        Map.of(
            "receipt", receipt.text(),
            "topic", "OTHER",
            "urgency", urgency,
            "words", "樓上一直有哭聲",
            "area", "63000030"));
    return receipt;
  }

  private UUID id(Receipt receipt) {
    return views.find(receipt).orElseThrow().row().id();
  }

  private void set(UUID id, String what) throws SQLException {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      statement.execute("update cases.case_file set " + what + " where id = '" + id + "'");
    }
  }

  private long count(String table, UUID id) throws SQLException {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from " + table + " where case_id = '" + id + "'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private String ledger() throws Exception {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> files = Files.list(dataFolder.resolve("erasures"))) {
      for (Path file : files.toList()) {
        lines.append(Files.readString(file));
      }
    }
    return lines.toString();
  }

  private static LocalDate today() {
    return LocalDate.now(TaiwanTime.ZONE);
  }
}
