package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import tw.shouwang.api.cases.Sender.Way;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.retention.NightlyRewrite;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.notifications.testing.FcmStandIn;

/// A dump of a database after its nightly rewrite does not show which device belongs to which case.
///
/// All 1,000 senders arrive within minutes, in both ways by turns, and each enables push: the best
/// case for an attacker, who still guesses no better than chance. The same attack finds far more
/// right before the rewrite, and in tables whose keys follow the order of arrival.
@MicronautTest(transactional = false)
class UnlinkableIT implements EmbeddedTest {

  private static final int CASES = 1_000;
  private static final int CLIENTS = 6;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> CASE_TABLES =
      List.of(
          "cases.case_file",
          "cases.receipt_hash",
          "cases.centre_wrap",
          "cases.receipt_wrap",
          "cases.timeline_event",
          "cases.entry");

  @Inject AppClient app;
  @Inject NightlyRewrite rewrite;
  @Inject OwnerConnections owner;
  @Inject KeyFiles keys;
  @Inject CentreKeyring keyring;

  @Test
  void noDumpAfterTheNightLeadsFromACaseToItsDevice() throws Exception {
    submitAll();
    try (Connection superuser = superuser()) {
      awaitDevices(superuser);
      Map<String, String> truth = truth(superuser);
      assertThat(truth).hasSize(CASES);

      LinkAttack.Result sameDay = best(dumps(superuser, CASE_TABLES, "vault.device"), truth);
      System.out.println("same day, best of all pairs: " + sameDay);
      System.out.println(
          "same day, order of rows: " + rows(dumps(superuser, CASE_TABLES, "vault.device"), truth));

      makeVariantWithTimeOrderedIds(superuser);
      LinkAttack variant = dumps(superuser, List.of("variant.case_file"), "variant.device");
      assertThat(best(variant, truth))
          .as("an attack on ids in the order of time")
          .satisfies(result -> assertThat(result.beatsChance()).as(result.toString()).isTrue());

      NightlyRewrite ofLargeTables = new NightlyRewrite(owner, 0);
      for (NightlyRewrite each : List.of(ofLargeTables, rewrite)) {
        assertThat(each.run()).isGreaterThan(CASE_TABLES.size());
        LinkAttack afterTheNight = dumps(superuser, CASE_TABLES, "vault.device");
        System.out.println("after the rewrite, best of all pairs: " + best(afterTheNight, truth));
        assertThat(afterTheNight.against(truth))
            .hasSizeGreaterThan(500)
            .noneMatch(LinkAttack.Result::beatsChance);
      }
    }
  }

  private static LinkAttack.Result best(LinkAttack attack, Map<String, String> truth) {
    return attack.against(truth).stream()
        .max(Comparator.comparingDouble(LinkAttack.Result::near))
        .orElseThrow();
  }

  private static LinkAttack.Result rows(LinkAttack attack, Map<String, String> truth) {
    return attack.against(truth).stream()
        .filter(result -> result.features().equals("cases.case_file row and vault.device row"))
        .findFirst()
        .orElseThrow();
  }

  private void submitAll() throws Exception {
    CentreKey centre = keyring.newest("tpe").orElseThrow();
    List<Callable<String>> senders = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      Way way = i % 2 == 0 ? Way.PLAIN : Way.SEALED;
      Sender sender = way.sender(Forms.receipt(), "ROUTINE", "三樓的阿嬤好幾天沒有出門了", centre);
      String token = FcmStandIn.token(i);
      senders.add(() -> {
        sender.form().ask(app);
        return Sender.told(sender.enablePush(token).ask(app));
      });
    }
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (Future<String> each : clients.invokeAll(senders)) {
        assertThat(each.get()).isEqualTo("PushEnabled");
      }
    }
  }

  private static void awaitDevices(Connection connection) throws SQLException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (count(connection) < CASES) {
      assertThat(System.nanoTime()).as("devices in the vault in time").isLessThan(until);
      LockSupport.parkNanos(100_000_000);
    }
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from vault.device")) {
      row.next();
      return row.getLong(1);
    }
  }

  /// The real pairs, which only the holder of the link key knows.
  private Map<String, String> truth(Connection connection) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(keys.secret("link.key"), "HmacSHA256"));
    Map<String, String> truth = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id from cases.case_file")) {
      while (rows.next()) {
        UUID id = rows.getObject(1, UUID.class);
        byte[] bytes =
            ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        truth.put(id.toString(), "\\\\x" + HexFormat.of().formatHex(mac.doFinal(bytes)));
      }
    }
    return truth;
  }

  /// The same rows with keys that grow with time, rewritten in the order of their keys.
  private static void makeVariantWithTimeOrderedIds(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create schema variant");
      for (String table : List.of("cases.case_file", "vault.device")) {
        String copy = "variant." + table.split("\\.", -1)[1];
        statement.execute(
            """
            create table %s as
            select lpad(to_hex(row_number() over (order by ctid)), 32, '0')::uuid as time_ordered,
                   *
            from %s
            order by random()
            """
                .formatted(copy, table));
        String index = copy.replace('.', '_');
        statement.execute("create unique index " + index + " on " + copy + " (time_ordered)");
        statement.execute("cluster " + copy + " using " + index);
      }
    }
  }

  private static LinkAttack dumps(Connection connection, List<String> caseTables, String devices)
      throws Exception {
    List<LinkAttack.Dump> dumps = new ArrayList<>();
    for (String table : caseTables) {
      dumps.add(dump(connection, table));
    }
    return new LinkAttack(dumps, dump(connection, devices));
  }

  private static LinkAttack.Dump dump(Connection connection, String table) throws Exception {
    StringWriter copied = new StringWriter();
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut("copy " + table + " to stdout with (header)", copied);
    List<List<String>> lines =
        copied.toString().lines().map(line -> List.of(line.split("\t", -1))).toList();
    return new LinkAttack.Dump(table, lines.getFirst(), lines.subList(1, lines.size()));
  }

  private Connection superuser() throws Exception {
    try (Connection known = owner.open().orElseThrow()) {
      return TestCluster.get().superuser(known.getCatalog());
    }
  }
}
