package tw.shouwang.api.cases.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.crypto.tink.subtle.Ed25519Sign;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.CentreWrap;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.SealingClient;
import tw.shouwang.api.cases.notes.CaseNotes;
import tw.shouwang.api.cases.notes.NoteLook;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CentreWrapRepository;
import tw.shouwang.api.cases.records.CentreWrapRow;
import tw.shouwang.api.cases.records.SealedState;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.DataFolder;
import tw.shouwang.api.process.StartRefused;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.foundation.TaiwanTime;

@MicronautTest(transactional = false)
class CentreKeysIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject CaseViews views;
  @Inject UnattendedDesk desk;
  @Inject CaseNotes notes;
  @Inject NoteLook noteLook;
  @Inject CentreGenerations generations;
  @Inject CentreKeyring keyring;
  @Inject CentreKeysetRepository published;
  @Inject CentreWrapRepository wraps;
  @Inject CaseRepository cases;
  @Inject StaffKeys staffKeys;
  @Inject NoteKeys noteKeys;
  @Inject NoteKeyRepository noteWraps;
  @Inject CentreKeyFiles files;
  @Inject CentreKeySettings settings;
  @Inject CentreAnchors anchors;
  @Inject JsonMapper json;
  @Inject OwnerConnections owner;
  @Inject TransactionOperations<Connection> transactions;

  /// O6: an operator is alerted before nothing is sealed for a centre any more.
  @Test
  void showsWhenEachCentresGenerationEnds() {
    keyring.refreshQuietly();
    LocalDate end = generations.list("tpe").getLast().validUntil();
    AtomicReference<Instant> now = new AtomicReference<>(TaiwanTime.startOf(end.minusDays(3)));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    CentreReadiness centres = new CentreReadiness(keyring, now::get, registry);
    centres.show();
    assertThat(days(registry)).isEqualTo(3);
    now.set(TaiwanTime.startOf(end.plusDays(2)));
    centres.show();
    assertThat(days(registry)).isEqualTo(-2);
  }

  private static double days(SimpleMeterRegistry registry) {
    return registry.get("shouwang.centre.key.days").tag("centre", "tpe").gauge().value();
  }

  @Test
  void movesKeptCasesToTheNextGeneration() throws Exception {
    UUID id = submit();
    int before = wraps.findByCaseId(id).orElseThrow().generation();
    assertThat(generations.rotate("tpe").cases()).isPositive();

    CentreWrapRow moved = wraps.findByCaseId(id).orElseThrow();
    assertThat(moved.generation()).isEqualTo(before + 1);
    assertThat(desk.open(id)).hasSize(1);
    keyring.refreshQuietly();
    assertThat(keyring.newest("tpe").orElseThrow().generation()).isEqualTo(before + 1);
    assertThat(generations.destroy("tpe", before))
        .isInstanceOf(CentreGenerations.Destruction.TooEarly.class);
  }

  @Test
  void aCaseThatSomebodyTamperedWithKeepsNoOtherFromBeingMoved() throws Exception {
    List<UUID> ids = List.of(submit(), submit(), submit());
    UUID first = ids.stream().min(Comparator.comparing(UUID::toString)).orElseThrow();
    CentreWrapRow wrap = wraps.findByCaseId(first).orElseThrow();
    byte[] tampered = wrap.wrap().clone();
    tampered[tampered.length - 1] ^= 1;
    wraps.replace(first, wrap.generation(), tampered);

    assertThat(generations.rotate("tpe").unopened()).isEqualTo(1);
    int newest = generations.list("tpe").getLast().generation();
    for (UUID id : ids) {
      assertThat(wraps.findByCaseId(id).orElseThrow().generation())
          .isEqualTo(id.equals(first) ? wrap.generation() : newest);
    }
    wraps.replace(first, wrap.generation(), wrap.wrap());
    assertThat(generations.rotate("tpe").unopened()).isZero();
    keyring.refreshQuietly();
  }

  @Test
  void wrapsToNobodyWhoOnlyWroteTheTable() throws Exception {
    int newest = keyring.newest("ntpc").orElseThrow().generation();
    LocalDate today = LocalDate.now(TaiwanTime.ZONE);
    CentreKey forged =
        CentreKey.signed(
            "ntpc",
            newest + 1,
            today,
            today.plusDays(7),
            CentreWrap.KeyPair.generate().publicKey(),
            Ed25519Sign.KeyPair.newKeyPair().getPrivateKey());
    published.save(CentreKeysetRow.of(forged));
    keyring.refreshQuietly();
    assertThat(keyring.newest("ntpc").orElseThrow().generation()).isEqualTo(newest);
    published.remove("ntpc", newest + 1);
  }

  /// Rule 17 and scenario 10: whoever takes the newest row out of the table does not bring an older
  /// generation back, not even over a restart, and none is used long after its end.
  @Test
  void goesBackToNoOlderGeneration(@TempDir Path folder) {
    CentreKey older = generations.list("ntpc").getLast();
    CentreKey newer = generations.make("ntpc");
    Instant now = Instant.now();
    CentreKeyring before = keyring(folder, () -> now);
    before.consider(older);
    before.consider(newer);
    assertThat(before.newest("ntpc")).contains(newer);

    CentreKeyring restarted = keyring(folder, () -> now);
    restarted.consider(older);
    assertThat(restarted.newest("ntpc")).isEmpty();
    restarted.consider(newer);
    assertThat(restarted.newest("ntpc")).contains(newer);

    Instant lastDay = now.plus(Duration.ofDays(7 + 14));
    CentreKeyring later = keyring(folder, () -> lastDay);
    later.consider(newer);
    assertThat(later.newest("ntpc")).contains(newer);
    CentreKeyring tooLate = keyring(folder, () -> lastDay.plus(Duration.ofDays(1)));
    tooLate.consider(newer);
    assertThat(tooLate.newest("ntpc")).isEmpty();
    keyring.refreshQuietly();
  }

  /// Scenario 10, the other half: what was used here and is published no longer is reported, and a
  /// client's report for it is answered as an outage is, with the numbers, because no client can do
  /// better.
  @Test
  void reportsThatTheNewestGenerationIsGone() throws Exception {
    List<CentreKeysetRow> rows =
        published.findAll().stream().filter(row -> row.centre().equals("tpe")).toList();
    CentreKey newest = keyring.newest("tpe").orElseThrow();
    SealingClient client = new SealingClient(newest, Receipt.random(new SecureRandom()), "鑰匙不見了");
    List<String> lines;
    try {
      rows.forEach(row -> published.remove("tpe", row.generation()));
      lines = logged(CentreKeyring.class, keyring::refreshQuietly);
      AppClient.Answer refused = app.input("SubmitSealed", client.input()).root();
      assertThat(refused.text("code")).isEqualTo("TEMPORARILY_UNAVAILABLE");
      assertThat(refused.text("message")).contains("110");
    } finally {
      rows.forEach(published::save);
      keyring.refreshQuietly();
    }
    assertThat(lines)
        .anyMatch(line -> line.contains("no longer published: {tpe=" + newest.generation()));
    assertThat(app.input("SubmitSealed", client.input()).root().text("__typename"))
        .isEqualTo("SealedCaseReceived");
  }

  /// Nobody has to write to a centre before its operator hears that its key has ended.
  @Test
  void reportsEveryCentreWhoseKeyHasEnded(@TempDir Path folder) {
    Instant later = Instant.now().plus(Duration.ofDays(7 + 14));
    CentreKeyring overdue = keyring(folder, () -> later);
    assertThat(logged(CentreKeyring.class, overdue::refreshQuietly))
        .anyMatch(
            line -> line.contains("have ended") && line.contains("ntpc=") && line.contains("tpe="));
  }

  /// Scenario 11: a client has sealed for a generation that this node has not read yet. The node
  /// looks at the table, at most every five seconds, and takes it.
  @Test
  void takesAGenerationThatItHasNotReadYet(@TempDir Path folder) {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    CentreKeyring own = keyring(folder, now::get);
    own.refreshQuietly();
    int known = own.newest("tpe").orElseThrow().generation();
    assertThat(own.accepts("tpe", known + 1)).as("nobody has made it").isFalse();
    CentreKey next = generations.make("tpe");
    assertThat(own.accepts("tpe", next.generation())).as("within five seconds").isFalse();
    now.set(now.get().plusSeconds(5));
    assertThat(own.accepts("tpe", next.generation())).isTrue();
    assertThat(own.newest("tpe").orElseThrow().generation()).isEqualTo(next.generation());
    assertThat(own.accepts("tpe", known)).as("it has not ended").isTrue();
    keyring.refreshQuietly();
  }

  /// Scenario 11, with the database stalled, and: one submission that looks at the table keeps no
  /// other waiting for the database.
  @Test
  void waitsForNoOtherReading(@TempDir Path folder) throws Exception {
    int higher = keyring.newest("tpe").orElseThrow().generation() + 1;
    CentreKeyring own = keyring(folder, Instant::now);
    own.refreshQuietly();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection known = owner.open().orElseThrow();
        Connection holder = TestCluster.get().superuser(known.getCatalog());
        Statement hold = holder.createStatement()) {
      holder.setAutoCommit(false);
      hold.execute("lock table cases.centre_keyset in access exclusive mode");
      Future<Boolean> first = threads.submit(() -> own.accepts("tpe", higher));
      Thread.sleep(300);
      Future<Boolean> second = threads.submit(() -> own.accepts("tpe", higher));
      assertThat(second.get(700, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(first.isDone()).isFalse();
      holder.rollback();
      assertThat(first.get(20, TimeUnit.SECONDS)).isFalse();
    }
  }

  private static List<String> logged(Class<?> by, Runnable work) {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(by);
    lines.start();
    log.addAppender(lines);
    try {
      work.run();
    } finally {
      log.detachAppender(lines);
    }
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private CentreKeyring keyring(Path folder, InstantSource clock) {
    return new CentreKeyring(
        published, files, anchors, new SeenGenerations(new DataFolder(folder.toString())), clock);
  }

  /// O7: in production a key of the database counts only with a verification file, which is read
  /// while the node runs; a centre without one is named and stops no other.
  @Test
  void trustsInProductionWhomItWasToldOf(@TempDir Path folder) throws Exception {
    Path told = Files.createDirectory(folder.resolve("told"));
    CentreKeySettings fromFiles =
        new CentreKeySettings(Map.of(), told.toString(), Duration.ofDays(7), Duration.ofDays(14));
    KeyFiles none = new KeyFiles(folder.resolve("keys"), false, new SecureRandom());
    CentreAnchors anchorFiles = new CentreAnchors(fromFiles, json, Instant::now);
    CentreKeyring inProduction =
        new CentreKeyring(
            published,
            new CentreKeyFiles(none, fromFiles, anchorFiles),
            anchorFiles,
            new SeenGenerations(new DataFolder(folder.toString())),
            Instant::now);
    assertThatThrownBy(inProduction::setUp)
        .as("nothing could be taken for anybody")
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("shouwang.centre-keys.verification.ntpc is not set");

    Path file = told.resolve("tpe.json");
    Files.writeString(file, anchor("tpe", "63000", files.trusted("tpe").getFirst()));
    inProduction.setUp();
    assertThat(inProduction.newest("tpe")).isPresent();
    assertThat(inProduction.newest("ntpc")).isEmpty();
    assertThat(inProduction.untold()).containsExactly("ntpc");
    assertThat(inProduction.takes("tpe", "63000030")).isTrue();
    assertThat(inProduction.takes("tpe", "65000010")).isFalse();
    assertThat(inProduction.takes("ntpc", "65000010")).isFalse();

    Files.writeString(file, anchor("tpe", "63000", new byte[32]));
    inProduction.refreshQuietly();
    assertThat(inProduction.newest("tpe")).as("another's key").isEmpty();
    Files.writeString(told.resolve("ntpc.json"), anchor("tpe", "65000", new byte[32]));
    Files.delete(file);
    inProduction.refreshQuietly();
    assertThat(inProduction.untold()).as("a file under another name").contains("ntpc", "tpe");
  }

  /// A centre whose file and rows an operator has taken away is no longer missed.
  @Test
  void missesNoCentreThatWasTakenAway(@TempDir Path folder) throws Exception {
    Path told = Files.createDirectory(folder.resolve("told"));
    Path file = told.resolve("khh.json");
    Files.writeString(file, anchor("khh", "64000", new byte[32]));
    CentreKeySettings fromFiles =
        new CentreKeySettings(Map.of(), told.toString(), Duration.ofDays(7), Duration.ofDays(14));
    KeyFiles none = new KeyFiles(folder.resolve("keys"), false, new SecureRandom());
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    CentreAnchors anchorFiles = new CentreAnchors(fromFiles, json, now::get);
    SeenGenerations seen = new SeenGenerations(new DataFolder(folder.toString()));
    seen.add("khh", 3);
    CentreKeyring own =
        new CentreKeyring(
            published,
            new CentreKeyFiles(none, fromFiles, anchorFiles),
            anchorFiles,
            seen,
            now::get);
    assertThat(logged(CentreKeyring.class, own::refreshQuietly))
        .anyMatch(line -> line.contains("no longer published: {khh=3}"));

    Files.delete(file);
    now.updateAndGet(then -> then.plus(Duration.ofMinutes(2)));
    assertThat(logged(CentreKeyring.class, own::refreshQuietly))
        .noneMatch(line -> line.contains("no longer published"));
  }

  private static String anchor(String centre, String county, byte[] key) {
    return "{\"code\":\"%s\",\"name\":{\"zh-TW\":\"某中心\"},\"counties\":[\"%s\"],\"districts\":[],\"key\":\"%s\"}"
        .formatted(centre, county, Base64.getEncoder().encodeToString(key));
  }

  /// Scenario 15: garbage keeps no key alive, a broken opener gives nothing up, and a private half
  /// that is elsewhere is no reason to.
  @Test
  void destroysAKeyThatOnlyGarbageNames() throws Exception {
    CentreKey old = generations.list("tpe").getLast();
    UUID garbage = submit();
    execute(
        "update cases.case_file set sealed_state = 'WRAP_UNREADABLE' where id = '" + garbage + "'");
    generations.make("tpe");
    Instant later = Instant.now().plus(Duration.ofDays(40));
    generations.moveKept(generations.list("tpe").getLast());
    execute(
        """
        update cases.centre_wrap
        set generation = %d, wrap = sha256('a') || sha256('b') || substring(sha256('c') for 16)
        where case_id = '%s'
        """
            .formatted(old.generation(), garbage));
    execute(
        "update cases.case_file set sealed_state = 'WRAP_UNREADABLE' where id = '" + garbage + "'");

    assertThat(
            generations(
                    new OpenerCheck() {
                      @Override
                      public boolean opens() {
                        return false;
                      }
                    },
                    later)
                .destroy("tpe", old.generation()))
        .as("with a broken opener")
        .isInstanceOf(CentreGenerations.Destruction.StillNeeded.class);
    assertThat(wraps.findByCaseId(garbage)).isPresent();
    assertThat(generations(new OpenerCheck(), later).destroy("tpe", old.generation()))
        .isInstanceOf(CentreGenerations.Destruction.Destroyed.class);
    assertThat(wraps.findByCaseId(garbage)).isEmpty();
    keyring.refreshQuietly();
  }

  /// The second wrap moves as the first does, and one that does not open blocks no other.
  @Test
  void movesTheKeysOfNotesToTheNextGeneration() throws Exception {
    List<UUID> ids = List.of(submit(), submit());
    ids.forEach(id -> noted(id, "門鈴壞了"));
    UUID tampered = ids.getFirst();
    NoteKeyRow before = noteWraps.findByCaseId(tampered).orElseThrow();
    byte[] garbage = before.wrap().clone();
    garbage[79] ^= 1;
    // As if the first look were over: it could otherwise come first and report the wrap itself.
    noteWraps.replace(tampered, "tpe", before.generation(), garbage, SealedState.READABLE);

    assertThat(generations.rotate("tpe").unopened()).isEqualTo(1);
    int newest = generations.list("tpe").getLast().generation();
    assertThat(noteWraps.findByCaseId(tampered).orElseThrow().generation())
        .isEqualTo(before.generation());
    assertThat(noteWraps.findByCaseId(ids.getLast()).orElseThrow().generation()).isEqualTo(newest);
    assertThat(notes.read(ids.getLast(), "tpe", 10, Optional.empty()))
        .extracting(each -> each.words().orElseThrow())
        .containsExactly("門鈴壞了");
    assertThat(notes.read(tampered, "tpe", 10, Optional.empty()))
        .allMatch(each -> each.words().isEmpty());

    noteWraps.replace(tampered, "tpe", before.generation(), before.wrap(), SealedState.READABLE);
    assertThat(generations.rotate("tpe").unopened()).isZero();
    keyring.refreshQuietly();
  }

  /// A key that only notes name is kept; one that only garbage among them names is not.
  @Test
  void destroysNoKeyThatANoteNeeds() throws Exception {
    UUID id = submit();
    noted(id, "門鈴壞了");
    CentreKey old = generations.list("tpe").getLast();
    NoteKeyRow wrap = noteWraps.findByCaseId(id).orElseThrow();
    assertThat(wrap.generation()).isEqualTo(old.generation());
    generations.rotate("tpe");
    noteWraps.replace(id, "tpe", old.generation(), wrap.wrap(), SealedState.READABLE);
    Instant later = Instant.now().plus(Duration.ofDays(40));

    assertThat(generations(new OpenerCheck(), later).destroy("tpe", old.generation()))
        .isInstanceOf(CentreGenerations.Destruction.StillNeeded.class);
    byte[] garbage = wrap.wrap().clone();
    garbage[79] ^= 1;
    noteWraps.replace(id, "tpe", old.generation(), garbage, SealedState.UNSEEN);
    assertThat(generations(new OpenerCheck(), later).destroy("tpe", old.generation()))
        .as("before anybody has looked")
        .isInstanceOf(CentreGenerations.Destruction.StillNeeded.class);
    assertThat(noteLook.look()).contains("tpe");
    assertThat(noteWraps.findByCaseId(id).orElseThrow().sealedState())
        .isEqualTo(SealedState.WRAP_UNREADABLE);
    assertThat(generations(new OpenerCheck(), later).destroy("tpe", old.generation()))
        .isInstanceOf(CentreGenerations.Destruction.Destroyed.class);
    assertThat(noteWraps.findByCaseId(id)).isEmpty();
    assertThat(desk.open(id)).as("the case itself stays").hasSize(1);
    keyring.refreshQuietly();
  }

  /// Nothing of an erased case's notes is left, whoever erases it.
  @Test
  void forgetsNotesWithTheWordsOrTheWrapOfTheCase() throws Exception {
    UUID erased = submit();
    UUID unwrapped = submit();
    UUID deleted = submit();
    List.of(erased, unwrapped, deleted).forEach(id -> noted(id, "門鈴壞了"));
    executeAs(
        "shouwang_public",
        "update cases.case_file set erased_on = current_date where id = '" + erased + "'");
    executeAs(
        "shouwang_public", "delete from cases.centre_wrap where case_id = '" + unwrapped + "'");
    execute("delete from cases.case_file where id = '" + deleted + "'");
    for (UUID id : List.of(erased, unwrapped, deleted)) {
      assertThat(noteWraps.findByCaseId(id)).isEmpty();
      assertThat(count("select count(*) from intake.note where case_id = '" + id + "'")).isZero();
    }
    assertThat(notes.write(erased, "tpe", draft("門鈴壞了")))
        .isInstanceOf(CaseNotes.NoteOutcome.Unknown.class);
    execute("delete from cases.centre_wrap where case_id = '" + erased + "'");
  }

  private void noted(UUID id, String words) {
    assertThat(notes.write(id, "tpe", draft(words)))
        .isInstanceOf(CaseNotes.NoteOutcome.Written.class);
  }

  private static CaseNotes.Draft draft(String words) {
    return new CaseNotes.Draft("w1", "Lin", UUID.randomUUID().toString(), words, false);
  }

  private void executeAs(String role, String sql) throws Exception {
    try (Connection known = owner.open().orElseThrow();
        Connection connection = TestCluster.get().superuser(known.getCatalog());
        Statement statement = connection.createStatement()) {
      statement.execute("set role " + role);
      statement.execute(sql);
    }
  }

  private long count(String sql) throws Exception {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private CentreGenerations generations(OpenerCheck opener, Instant at) {
    return new CentreGenerations(
        published,
        wraps,
        cases,
        staffKeys,
        noteKeys,
        noteWraps,
        files,
        settings,
        opener,
        () -> at,
        transactions);
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private UUID submit() {
    Receipt receipt = Receipt.random(new SecureRandom());
    app.input(
        "SubmitConcern",
        Map.of(
            "receipt", receipt.text(),
            "topic", "OTHER",
            "urgency", "ROUTINE",
            "words", "樓上一直有哭聲",
            "area", "63000030"));
    return views.find(receipt).orElseThrow().row().id();
  }
}
