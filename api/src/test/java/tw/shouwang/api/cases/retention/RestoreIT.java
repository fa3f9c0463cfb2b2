package tw.shouwang.api.cases.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tw.shouwang.api.CommandsBeside;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.ReceiptHash;
import tw.shouwang.api.cases.envelope.ReceiptWrap;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CasePeriods;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CentreWrapRepository;
import tw.shouwang.api.cases.records.EventRepository;
import tw.shouwang.api.cases.records.ReceiptRepository;
import tw.shouwang.api.cases.records.ReceiptWrapRepository;
import tw.shouwang.api.cases.sealing.CentreGenerations;
import tw.shouwang.api.cases.sealing.CentreKeyFiles;
import tw.shouwang.api.cases.sealing.CentreKeySchedule;
import tw.shouwang.api.cases.sealing.CentreKeySettings;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sealing.CentreKeysetRepository;
import tw.shouwang.api.cases.sealing.NoteKeyRepository;
import tw.shouwang.api.cases.sealing.NoteKeys;
import tw.shouwang.api.cases.sealing.OpenerCheck;
import tw.shouwang.api.cases.sealing.StaffKeys;
import tw.shouwang.api.cases.sealing.StorageKeys;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.StartRefused;
import tw.shouwang.api.testing.AppClient;

/// Makes a backup, erases cases, and restores the backup.
@MicronautTest(transactional = false)
class RestoreIT implements EmbeddedTest {

  private static final List<String> TABLES =
      List.of(
          "cases.case_file",
          "cases.receipt_hash",
          "cases.centre_wrap",
          "cases.receipt_wrap",
          "cases.timeline_event",
          "cases.happening",
          "cases.hand_over",
          "cases.entry",
          "cases.centre_keyset",
          "intake.note_key",
          "intake.note",
          "intake.call_attempt",
          "intake.planned_call",
          "intake.case_conference");

  @Inject AppClient app;
  @Inject CaseViews views;
  @Inject UnattendedDesk desk;
  @Inject RetentionRun retention;
  @Inject ErasureCheck erasureCheck;
  @Inject Erasure erasure;
  @Inject ErasureLedger ledger;
  @Inject ErasureReplay replay;
  @Inject CommandsBeside commands;
  @Inject OwnerConnections owner;
  @Inject CentreKeyring keyring;
  @Inject ReceiptHash hash;
  @Inject OpenerCheck opener;
  @Inject StorageKeys storageKeys;

  /// The time, which moves forward from test to test.
  private Instant later = Instant.now();

  @BeforeEach
  void beginWithoutCasesAndWithKeysThatAreThere() throws Exception {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate cases.case_file cascade");
    }
    commands.run("restore");
    keyring.refreshQuietly();
  }

  @Test
  void aRestoredDatabaseForgetsAgainWhatWasErasedAfterTheBackup() throws Exception {
    Receipt withdrawn = submit("ROUTINE");
    Receipt danger = submit("IMMEDIATE_DANGER");
    Receipt expired = submit("ROUTINE");
    Receipt kept = submit("ROUTINE");
    UUID withdrawnId = id(withdrawn);
    UUID dangerId = id(danger);
    UUID expiredId = id(expired);
    Map<String, byte[]> backup = backup();
    erase(withdrawn);
    erase(danger);
    erasure.expire(expiredId, LocalDate.of(9999, 12, 31));

    restore(backup);
    assertThat(words(withdrawn)).as("the backup knew them all").isPresent();
    assertThat(desk.open(expiredId)).hasSize(1);
    assertThat(commands.run("restore").status()).isZero();

    for (Receipt gone : List.of(withdrawn, danger, expired)) {
      assertThat(views.find(gone)).isEmpty();
      assertThat(app.ask("CaseView", Map.of("receipt", gone.text())).root().isNull()).isTrue();
    }
    assertThat(desk.open(withdrawnId)).isEmpty();
    assertThat(desk.open(expiredId)).isEmpty();
    assertThat(desk.open(dangerId)).as("an unread report of danger, until its day").hasSize(1);
    assertThat(words(kept)).contains("樓上一直有哭聲");
    assertThat(desk.open(id(kept))).hasSize(1);

    assertThat(replay.replay(List.of(replay.ownFolder())).forgotten())
        .as("once is enough")
        .isZero();
  }

  @Test
  void aNodeReplaysItsOwnLedgerWhenItStarts() throws Exception {
    Receipt receipt = submit("ROUTINE");
    Map<String, byte[]> backup = backup();
    erase(receipt);
    restore(backup);
    replay.setUp();
    assertThat(views.find(receipt)).isEmpty();
  }

  @Test
  void asksForAThousandLinesOfALedgerAtOnce() throws Exception {
    Receipt first = submit("ROUTINE");
    Receipt last = submit("ROUTINE");
    Receipt unended = submit("ROUTINE");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      lines.add(line(HexFormat.of().formatHex(hash.of(Receipt.random(new SecureRandom())))));
    }
    lines.set(7, line(HexFormat.of().formatHex(hash.of(first))));
    lines.set(2_499, line(HexFormat.of().formatHex(hash.of(last))));
    String unfinished = line(HexFormat.of().formatHex(hash.of(unended)));
    Path folder = Files.createTempDirectory("ledgers");
    Files.writeString(
        folder.resolve("erasures-long.log"), String.join("\n", lines) + "\n" + unfinished);

    AtomicInteger questions = new AtomicInteger();
    ReceiptRepository counted =
        (ReceiptRepository)
            Proxy.newProxyInstance(
                ReceiptRepository.class.getClassLoader(),
                new Class<?>[] {ReceiptRepository.class},
                (proxy, method, arguments) -> {
                  questions.incrementAndGet();
                  return method.invoke(receipts, arguments);
                });
    ErasureReplay.Report report =
        new ErasureReplay(erasure, retention, ledger, counted, wraps, storageKeys)
            .replay(List.of(folder));
    assertThat(report.lines()).isEqualTo(2_500);
    assertThat(report.forgotten()).isEqualTo(2);
    assertThat(questions.get()).isEqualTo(3);
    assertThat(views.find(first)).isEmpty();
    assertThat(views.find(last)).isEmpty();
    assertThat(views.find(unended)).as("a line without an end was never answered for").isPresent();
  }

  @Test
  void replaysNothingWhenALineIsDamaged() throws Exception {
    Receipt receipt = submit("ROUTINE");
    Path folder = Files.createTempDirectory("ledgers");
    Files.writeString(
        folder.resolve("erasures-damaged.log"),
        line(HexFormat.of().formatHex(hash.of(receipt))) + "\n2026-01-01 00ff ERA\n");
    assertThatThrownBy(() -> replay.replay(List.of(folder))).isInstanceOf(StartRefused.class);
    assertThat(views.find(receipt)).isPresent();
  }

  private static String line(String hash) {
    return "2026-01-01 " + hash + " ERASED";
  }

  @Test
  void sealsNothingNewForAGenerationThatWasDestroyedSinceTheBackup() throws Exception {
    Map<String, byte[]> backup = backup();
    int old = keyring.newest("tpe").orElseThrow().generation();
    afterWeeks(5);
    restore(backup);
    commands.run("restore");
    keyring.refreshQuietly();
    assertThat(keyring.newest("tpe").orElseThrow().generation()).isGreaterThan(old);
    Receipt receipt = submit("ROUTINE");
    assertThat(desk.open(id(receipt))).hasSize(1);
  }

  @Test
  void afterThreeWeeksABackupOpensForNobodyEvenWithoutALedger() throws Exception {
    Receipt receipt = submit("ROUTINE");
    UUID id = id(receipt);
    assertThat(desk.open(id)).hasSize(1);
    assertThat(words(receipt)).contains("樓上一直有哭聲");
    Map<String, byte[]> backup = backup();
    erase(receipt);
    afterWeeks(4);
    // This node notices keys that another node destroyed, as it does every night.
    retention.run();

    restore(backup);
    assertThat(views.find(receipt)).as("the row is back").isPresent();
    assertThatThrownBy(() -> words(receipt)).isInstanceOf(Exception.class);
    assertThatThrownBy(() -> desk.open(id)).isInstanceOf(Exception.class);
    assertThat(app.send("CaseView", Map.of("receipt", receipt.text()), "zh-TW"))
        .doesNotContain("哭聲");
  }

  @Test
  void keepsAGenerationThatAKeptCaseNames() throws Exception {
    Receipt receipt = submit("ROUTINE");
    UUID id = id(receipt);
    afterWeeks(6);
    assertThat(desk.open(id)).as("it was moved along").hasSize(1);
    assertThat(words(receipt)).contains("樓上一直有哭聲");
  }

  @Test
  void readsLedgersToTheirLastWholeLineAndRefusesDamagedOnes(@TempDir Path folder)
      throws Exception {
    String line = "2026-11-22 " + "ab".repeat(32) + " ERASED";
    Files.writeString(folder.resolve("erasures-1.log"), line + "\n" + line.substring(0, 30));
    List<ErasureLedger.Line> lines = new ArrayList<>();
    ErasureLedger.read(folder, lines::add);
    assertThat(lines).hasSize(1);
    Files.writeString(folder.resolve("erasures-2.log"), "2026-11-22 nothing\n");
    assertThatThrownBy(() -> ErasureLedger.read(folder, lines::add))
        .isInstanceOf(StartRefused.class);
    assertThat(commands.run("restore", folder.resolve("missing").toString()).status()).isEqualTo(2);
  }

  @Inject CaseRepository cases;
  @Inject ReceiptRepository receipts;
  @Inject ReceiptWrapRepository wraps;
  @Inject CentreWrapRepository centreWraps;
  @Inject CentreKeysetRepository published;
  @Inject EventRepository events;
  @Inject Devices devices;
  @Inject KeyFiles files;
  @Inject CentreKeyFiles centreFiles;
  @Inject CentreKeySettings keySettings;
  @Inject StaffKeys staffKeys;
  @Inject NoteKeys noteKeys;
  @Inject NoteKeyRepository noteWraps;
  @Inject ReceiptWrap receiptWrap;
  @Inject CasePeriods periods;
  @Inject TransactionOperations<Connection> transactions;

  /// Runs the nightly jobs of both roles over some weeks.
  private void afterWeeks(int weeks) throws Exception {
    for (int day = 1; day <= weeks * 7; day++) {
      later = later.plus(Duration.ofDays(1));
      Instant then = later;
      InstantSource clock = () -> then;
      CentreGenerations generations =
          new CentreGenerations(
              published,
              centreWraps,
              cases,
              staffKeys,
              noteKeys,
              noteWraps,
              centreFiles,
              keySettings,
              opener,
              clock,
              transactions);
      new CentreKeySchedule(generations, clock).run("tpe");
      if (day % 7 == 0) {
        new RetentionRun(
                cases,
                receipts,
                wraps,
                events,
                erasure,
                devices,
                new StorageKeys(files, clock),
                receiptWrap,
                periods,
                erasureCheck,
                clock,
                transactions)
            .run();
      }
    }
  }

  private Optional<String> words(Receipt receipt) throws Exception {
    Optional<CaseHandle> handle = views.find(receipt);
    return handle.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(views.messages(handle.get(), 1, Optional.empty()).getFirst().words());
  }

  private void erase(Receipt receipt) {
    assertThat(app.input("EraseCase", Map.of("receipt", receipt.text())).root().text("__typename"))
        .isEqualTo("CaseErased");
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

  private Map<String, byte[]> backup() throws Exception {
    Map<String, byte[]> backup = new LinkedHashMap<>();
    try (Connection connection = owner.open().orElseThrow()) {
      CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
      for (String table : TABLES) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        copies.copyOut("copy " + table + " to stdout", bytes);
        backup.put(table, bytes.toByteArray());
      }
    }
    return backup;
  }

  private void restore(Map<String, byte[]> backup) throws Exception {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate " + String.join(", ", TABLES));
      CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
      for (Map.Entry<String, byte[]> table : backup.entrySet()) {
        copies.copyIn(
            "copy " + table.getKey() + " from stdin", new ByteArrayInputStream(table.getValue()));
      }
    }
  }
}
