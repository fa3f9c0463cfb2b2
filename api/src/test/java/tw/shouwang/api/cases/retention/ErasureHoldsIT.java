package tw.shouwang.api.cases.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.api.process.DataFolder;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.LockWait;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.testing.FcmStandIn;

/// Nothing undoes an erasure, whoever writes to the case at the same moment or later.
///
/// The test forces the order of a race by locking the case's row: PostgreSQL grants a lock in the
/// order of arrival.
@MicronautTest(transactional = false)
class ErasureHoldsIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject CaseViews views;
  @Inject UnattendedDesk desk;
  @Inject RetentionRun retention;
  @Inject OwnerConnections owner;
  @Inject DataFolder dataFolder;
  @Inject Devices devices;
  @Inject TransactionOperations<Connection> transactions;
  @Inject MeterRegistry metrics;

  /// A3: no sequence of up to three staff steps moves the day of erasure.
  @Test
  void keepsTheDayOfAWithdrawnCaseThroughEveryStepOfStaffs() throws Exception {
    List<String> steps = List.of("acknowledge", "triage", "close", "reopen", "reply");
    for (String first : steps) {
      for (String second : steps) {
        for (String third : List.of("close", "reopen")) {
          Receipt receipt = submitted("IMMEDIATE_DANGER");
          UUID id = id(receipt);
          LocalDate promised = LocalDate.parse(erase(receipt).text("wordsErasedBy"));
          for (String step : List.of(first, second, third)) {
            take(step, id);
            assertThat(day(id, "erase_on"))
                .as("%s, %s, %s: after %s", first, second, third, step)
                .isBeforeOrEqualTo(promised);
          }
        }
      }
    }
  }

  /// A3: an SQL statement cannot move it either.
  @Test
  void keepsTheDayInTheDatabaseItself() throws Exception {
    Receipt receipt = submitted("URGENT");
    UUID id = id(receipt);
    LocalDate promised = LocalDate.parse(erase(receipt).text("wordsErasedBy"));
    set(id, "erase_on = current_date + 270");
    set(id, "withdrawn_on = null");
    set(id, "erase_on = current_date + 270");
    assertThat(day(id, "erase_on")).isEqualTo(promised);
  }

  /// A4, W10: no row can be added to a case whose words were erased.
  @Test
  void refusesRowsOfAnErasedCaseInTheDatabaseItself() throws Exception {
    Receipt receipt = submitted("ROUTINE");
    UUID id = id(receipt);
    erase(receipt);
    set(id, "erased_on = null, duplicate_tag = 7, repeat_tag = 7, opened_on = current_date");
    assertThat(day(id, "erased_on")).isNotNull();
    assertThat(
            count("cases.case_file where duplicate_tag is not null or repeat_tag is not null", id))
        .isZero();
    for (String direction : List.of("FROM_SENDER", "FROM_STAFF")) {
      assertThatThrownBy(() -> insertEntry(id, direction)).hasMessageContaining("the case was");
    }
  }

  /// A4: a message waits for the case's lock behind an erasure. Scenario 26.
  @Test
  void answersAMessageBesideAnErasureAsOneToAnUnknownCase() throws Exception {
    for (String urgency : List.of("IMMEDIATE_DANGER", "ROUTINE")) {
      Receipt receipt = submitted(urgency);
      UUID id = id(receipt);
      List<String> answers =
          inOrder(
              id,
              () -> erase(receipt).text("__typename"),
              () ->
                  app.input("AddMessage", Forms.message(receipt, "m", "還在嗎")).root().text("code"));
      assertThat(answers).containsExactly("CaseErased", "UNKNOWN_CASE");
      assertThat(count("cases.entry where direction = 'FROM_SENDER'", id))
          .isEqualTo(urgency.equals("ROUTINE") ? 0 : 1);
      assertThat(day(id, "erase_on")).isBeforeOrEqualTo(today().plusDays(7));
    }
  }

  /// A4: the registration of a device waits for the case's lock behind an erasure. Scenario 26.
  @Test
  void leavesNoDeviceOfAnErasedCase() throws Exception {
    Receipt receipt = submitted("IMMEDIATE_DANGER");
    UUID id = id(receipt);
    List<String> answers =
        inOrder(
            id,
            () -> erase(receipt).text("__typename"),
            () ->
                app.input(
                        "EnablePush",
                        Map.of("receipt", receipt.text(), "token", FcmStandIn.token(1)))
                    .root()
                    .text("code"));
    assertThat(answers).containsExactly("CaseErased", "UNKNOWN_CASE");
  }

  /// A4: of two simultaneous uses of an old receipt, the second finds that it opens nothing.
  /// Scenario 24.
  @Test
  void letsAnOldReceiptWriteNothingBehindItsChange() throws Exception {
    Receipt receipt = submitted("URGENT");
    Receipt fresh = Forms.receipt();
    UUID id = id(receipt);
    List<String> answers =
        inOrder(
            id,
            () ->
                app.input(
                        "ChangeReceipt",
                        Map.of("receipt", receipt.text(), "newReceipt", fresh.text()))
                    .root()
                    .text("__typename"),
            () -> app.input("AddMessage", Forms.message(receipt, "m", "字")).root().text("message"),
            () -> app.input("EraseCase", Map.of("receipt", receipt.text())).root().text("code"));
    assertThat(answers.getFirst()).isEqualTo("ReceiptChanged");
    assertThat(answers.get(1)).as("the code may have been changed").contains("可能已經換過");
    assertThat(answers.getLast()).isEqualTo("UNKNOWN_CASE");
    assertThat(views.find(fresh)).isPresent();
    assertThat(count("cases.entry", id)).isEqualTo(1);

    Receipt last = Forms.receipt();
    assertThat(
            inOrder(
                id,
                () ->
                    app.input("AddMessage", Forms.message(fresh, "m", "字"))
                        .root()
                        .text("__typename"),
                () ->
                    app.input(
                            "ChangeReceipt",
                            Map.of("receipt", fresh.text(), "newReceipt", last.text()))
                        .root()
                        .text("__typename")))
        .as("in the other order both are whole")
        .containsExactly("MessageAdded", "ReceiptChanged");
    assertThat(count("cases.entry", id)).isEqualTo(2);
    assertThat(views.find(last)).isPresent();
    assertThat(views.find(fresh)).isEmpty();
  }

  /// W3: a message arrives between the listing and the lock.
  @Test
  void erasesAndClosesNothingThatWasJustWrittenTo() throws Exception {
    Map<String, String> dates =
        Map.of(
            "erasing", "erase_on = current_date - 2",
            "closing", "close_on = current_date - 2, close_warned_on = current_date - 20");
    for (Map.Entry<String, String> due : dates.entrySet()) {
      Receipt receipt = submitted("ROUTINE");
      set(id(receipt), due.getValue());
      List<String> answers =
          inOrder(
              id(receipt),
              () ->
                  app.input("AddMessage", Forms.message(receipt, "m", "還是一樣"))
                      .root()
                      .text("__typename"),
              () -> retention.run().toString());
      assertThat(answers.getFirst()).as(due.getKey()).isEqualTo("MessageAdded");
      assertThat(views.view(receipt).orElseThrow().status().name()).isEqualTo("RECEIVED");
      assertThat(count("cases.entry", id(receipt))).isEqualTo(2);
    }
  }

  /// W3: the ledger has no line for an erasure that did not happen.
  @Test
  void writesDownNoErasureOfACaseThatGoesOn() throws Exception {
    Receipt receipt = submitted("ROUTINE");
    set(id(receipt), "erase_on = current_date - 2");
    inOrder(
        id(receipt),
        () -> app.input("AddMessage", Forms.message(receipt, "m", "字")).root().text("__typename"),
        () -> retention.run().toString());
    assertThat(ledger()).doesNotContain(hex(receipt));
  }

  /// A4: the nightly check finds and corrects rows that bypassed every lock and trigger.
  @Test
  void mendsWhatNoErasureShouldHaveLeft() throws Exception {
    Receipt erased = submitted("ROUTINE");
    UUID erasedId = id(erased);
    erase(erased);
    Receipt withdrawn = submitted("IMMEDIATE_DANGER");
    UUID withdrawnId = id(withdrawn);
    LocalDate promised = LocalDate.parse(erase(withdrawn).text("wordsErasedBy"));
    execute(
        "alter table cases.entry disable trigger user;"
            + "alter table cases.case_file disable trigger user");
    try {
      insertEntry(erasedId, "FROM_SENDER");
      set(withdrawnId, "erase_on = current_date + 270");
    } finally {
      execute(
          "alter table cases.entry enable trigger user;"
              + "alter table cases.case_file enable trigger user");
    }
    transactions.executeWrite(status -> {
      devices.enable(erasedId, new DeviceToken(FcmStandIn.token(41)));
      return true;
    });
    assertThat(retention.run().mended()).isEqualTo(3);
    assertThat(metrics.get("shouwang.erasures.mended").gauge().value()).isEqualTo(3);
    assertThat(count("cases.entry", erasedId)).isZero();
    assertThat(transactions.<Boolean>executeRead(status -> devices.isEnabled(erasedId))).isFalse();
    assertThat(day(withdrawnId, "erase_on")).isBeforeOrEqualTo(promised);
    assertThat(retention.run().mended()).isZero();
  }

  /// A13: only the owner can read the ledger, and its file times do not reveal when somebody
  /// erased.
  @Test
  void keepsTheLedgerToItselfAndItsTimesToTheDay() throws Exception {
    erase(submitted("ROUTINE"));
    Path folder = dataFolder.resolve("erasures");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    try (Stream<Path> ledgers = Files.list(folder)) {
      for (Path ledger : ledgers.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ledger)))
            .isEqualTo("rw-------");
        assertThat(Files.getLastModifiedTime(ledger).toMillis()).isZero();
      }
    }
    assertThat(Files.getLastModifiedTime(folder).toMillis()).isZero();
  }

  private void take(String step, UUID id) {
    switch (step) {
      case "acknowledge" -> desk.acknowledge(id);
      case "triage" -> desk.triage(id);
      case "close" -> desk.close(id, null);
      case "reopen" -> desk.reopen(id);
      case "reply" -> desk.reply(id, "我們會去看看");
      default -> throw new IllegalArgumentException(step);
    }
  }

  /// Starts the steps one after the other, each waiting for the case's lock, and then releases the
  /// lock.
  @SafeVarargs
  private List<String> inOrder(UUID id, Callable<String>... steps) throws Exception {
    List<Future<String>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection holder = owner.open().orElseThrow();
        Connection watching = owner.open().orElseThrow();
        Statement hold = holder.createStatement()) {
      holder.setAutoCommit(false);
      hold.execute("select 1 from cases.case_file where id = '" + id + "' for update");
      for (int i = 0; i < steps.length; i++) {
        answers.add(threads.submit(steps[i]));
        LockWait.behind(holder, watching, i + 1, answers.getLast());
      }
      holder.commit();
      List<String> given = new ArrayList<>();
      for (Future<String> answer : answers) {
        given.add(String.valueOf(answer.get()));
      }
      return given;
    }
  }

  private AppClient.Answer erase(Receipt receipt) {
    return app.input("EraseCase", Map.of("receipt", receipt.text())).root();
  }

  private Receipt submitted(String urgency) {
    Receipt receipt = Forms.receipt();
    app.input("SubmitConcern", Forms.concern(receipt, urgency));
    return receipt;
  }

  private UUID id(Receipt receipt) {
    return views.find(receipt).orElseThrow().row().id();
  }

  private void insertEntry(UUID id, String direction) throws SQLException {
    execute(
        """
        insert into cases.entry
          (id, case_id, direction, message_tag, message_fingerprint, sealed, written_at, unread,
           position)
        values (gen_random_uuid(), '%s', '%s', sha256('1'), sha256('1'),
          decode(repeat('00', 1052), 'hex'), now(), true, 99)
        """
            .formatted(id, direction));
  }

  private void set(UUID id, String assignment) throws SQLException {
    execute("update cases.case_file set " + assignment + " where id = '" + id + "'");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String from, UUID id) throws SQLException {
    String key = from.startsWith("cases.case_file") ? "id" : "case_id";
    String more = from.contains(" where ") ? " and " : " where ";
    return number("select count(*) from " + from + more + key + " = '" + id + "'");
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private LocalDate day(UUID id, String column) throws SQLException {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select " + column + " from cases.case_file where id = '" + id + "'")) {
      rows.next();
      return rows.getObject(1, LocalDate.class);
    }
  }

  private String hex(Receipt receipt) {
    return java.util.HexFormat.of().formatHex(views.find(receipt).orElseThrow().hash());
  }

  private String ledger() throws IOException {
    StringBuilder text = new StringBuilder();
    Path folder = dataFolder.resolve("erasures");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> ledgers = Files.list(folder)) {
        for (Path ledger : ledgers.toList()) {
          text.append(Files.readString(ledger));
        }
      }
    }
    return text.toString();
  }

  private static LocalDate today() {
    return LocalDate.now(TaiwanTime.ZONE);
  }
}
