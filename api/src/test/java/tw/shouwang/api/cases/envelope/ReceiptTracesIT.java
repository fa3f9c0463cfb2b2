package tw.shouwang.api.cases.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.foundation.Hashes;

/// Scenario 1: with a copy of the database and a victim's receipt, nothing in the database can be
/// computed from the receipt. So neither the case nor guessed words can be confirmed.
@MicronautTest(transactional = false)
class ReceiptTracesIT implements EmbeddedTest {

  /// Every purpose for which anything is or was derived.
  private static final List<String> PURPOSES =
      List.of(
          "lookup",
          "hand",
          "hand-check",
          "binding",
          "commit",
          "receipt-wrap",
          "storage-wrap",
          "centre-wrap",
          "fingerprint",
          "message-id",
          "message-fingerprint",
          "entry",
          "seen",
          "work",
          "device");

  /// What SECURITY.md says of each column of a case, without its key.
  private static final Map<String, List<String>> SAID =
      Map.ofEntries(
          Map.entry("which form", List.of("form")),
          Map.entry("topics", List.of("topic", "other_topics")),
          Map.entry("indicators (", List.of("indicators")),
          Map.entry("urgency, district", List.of("urgency", "urgency_rank", "area")),
          Map.entry("which centre", List.of("centre")),
          Map.entry("the sender's coarse group", List.of("sender_group")),
          Map.entry("whether a child is involved", List.of("child_involved")),
          Map.entry("its status and timeline", List.of("status")),
          Map.entry("when it is due", List.of("due_at")),
          Map.entry(
              "the days on which it is to be closed and erased and on which it was withdrawn or"
                  + " erased",
              List.of("close_on", "erase_on", "withdrawn_on", "erased_on")),
          Map.entry("how often it changed", List.of("version")),
          Map.entry("into which case it was merged", List.of("merged_into")),
          Map.entry(
              "two random values that its sealed bytes are bound to",
              List.of("binding", "key_commitment")),
          Map.entry("who claimed it", List.of("claimed_by", "claimed_name", "claimed_at")),
          Map.entry("how it was graded", List.of("triage_level", "triage_category", "route")),
          Map.entry(
              "where it was referred or handed to, when and why",
              List.of("referred_resources", "neighbour", "transferred_at", "transfer_reason")),
          Map.entry("the day an export with words was last fetched", List.of("exported_on")),
          Map.entry("how it ended", List.of("outcome")),
          Map.entry("the day it was first opened", List.of("opened_on")),
          Map.entry(
              "four tags of 20 bits",
              List.of("duplicate_tag", "repeat_tag", "building_tag", "street_tag")),
          Map.entry("which cases a worker has put into one family", List.of("family")),
          Map.entry("more cases than usual came from its origin", List.of("surge")),
          Map.entry("when staff were warned that it will close", List.of("close_warned_on")),
          Map.entry("whether its clocks were started", List.of("clocks_started")),
          Map.entry("whether it opens", List.of("sealed_state")),
          Map.entry("whether words sound like danger", List.of("danger_heard")),
          Map.entry("its reference", List.of("reference")),
          Map.entry("whether it is an exercise", List.of("exercise")),
          Map.entry(
              "from which day on the service itself could read it", List.of("through_service_on")),
          Map.entry("what urgency the sender said of a message", List.of("said_since")),
          Map.entry("how many messages are unread", List.of("unread_messages", "settled")),
          Map.entry("when staff merged and graded it", List.of("merged_at", "graded_at")),
          Map.entry("times rounded down to ten minutes", List.of("received_at")),
          Map.entry("what is stored of a receipt", List.of("fingerprint")),
          Map.entry("Learns, for each case", List.of("id")));

  @Inject AppClient app;
  @Inject CaseViews views;
  @Inject UnattendedDesk desk;
  @Inject OwnerConnections owner;
  @Inject ReceiptHash hash;

  @Test
  void nothingThatFollowsFromAReceiptStandsInTheDatabase() throws Exception {
    Receipt receipt = Forms.receipt();
    Map<String, Object> form = Forms.concern(receipt, "ROUTINE");
    app.input("SubmitConcern", form);
    app.input("AddMessage", Forms.message(receipt, "m-1", "還在"));
    UUID id = views.find(receipt).orElseThrow().row().id();
    assertThat(desk.reply(id, "我們會去看看")).isTrue();
    Receipt changed = Forms.receipt();
    app.input("ChangeReceipt", Map.of("receipt", receipt.text(), "newReceipt", changed.text()));
    assertThat(views.find(changed)).isPresent();

    for (Receipt each : List.of(receipt, changed)) {
      assertThat(found(derivable(each, form).values())).isEmpty();
      assertThat(found(List.of(hash.of(each), hash.hand(each.handCheck().orElseThrow()))))
          .as("the search finds what needs the pepper")
          .containsExactlyInAnyOrder("cases.receipt_hash.hash", "cases.receipt_hash.hand");
    }
  }

  /// The list of what a copy of the database tells is complete: a new column of a case has to be
  /// said there.
  @Test
  void everyColumnOfACaseIsSaidInSecurity() throws Exception {
    String security = Files.readString(Path.of("../SECURITY.md"));
    String section =
        security.substring(
            security.indexOf("### Somebody with a copy of the database"),
            security.indexOf("### Somebody with a backup"));
    List<String> columns = new ArrayList<>();
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select column_name
                from information_schema.columns
                where table_schema = 'cases'
                  and table_name = 'case_file'
                """)) {
      while (rows.next()) {
        columns.add(rows.getString(1));
      }
    }
    assertThat(SAID.values().stream().flatMap(List::stream).toList())
        .containsExactlyInAnyOrderElementsOf(columns);
    assertThat(SAID.keySet()).allSatisfy(said -> assertThat(section).contains(said));
  }

  /// What can be computed from a receipt and from guessed words without the pepper.
  private static Map<String, byte[]> derivable(Receipt receipt, Map<String, Object> form) {
    byte[] canonical =
        Fingerprint.of("CONCERN")
            .field(form.get("topic"))
            .set(List.of())
            .set(List.of())
            .field(null)
            .field(form.get("urgency"))
            .field(form.get("words"))
            .field(form.get("area"))
            .field(null)
            .field(null)
            .field(null)
            .field(null)
            .field(null)
            .canonical();
    Map<String, byte[]> values = new LinkedHashMap<>();
    values.put("receipt", receipt.secret());
    values.put("text", receipt.text().getBytes(StandardCharsets.US_ASCII));
    values.put("hash", Hashes.sha256(receipt.secret()));
    for (String purpose : PURPOSES) {
      byte[] derived = receipt.derive(purpose, 32);
      values.put(purpose, derived);
      values.put("hash of " + purpose, Hashes.sha256(derived));
      values.put("labelled " + purpose, Hashes.sha256(Derivation.label(purpose), derived));
      values.put("check of " + purpose, Hashes.sha256(Derivation.label("hand-check"), derived));
      values.put("form under " + purpose, Hashes.hmac(derived, canonical));
      values.put("message under " + purpose, Hashes.hmac(derived, "m-1"));
      values.put("first message under " + purpose, Hashes.hmac(derived, ""));
      for (String second : PURPOSES) {
        values.put(purpose + " of " + second, Derivation.derive(derived, second, 32));
      }
    }
    return values;
  }

  /// The columns that contain one of these values.
  private List<String> found(Iterable<byte[]> values) throws SQLException {
    List<String> searched = new ArrayList<>();
    values.forEach(value -> searched.add("'" + HexFormat.of().formatHex(value) + "'"));
    List<String> columns = new ArrayList<>();
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              """
              select table_schema || '.' || table_name, column_name
              from information_schema.columns
              join information_schema.tables using (table_schema, table_name)
              where udt_name = 'bytea'
                and table_type = 'BASE TABLE'
                and table_schema not in ('pg_catalog', 'information_schema')
              """)) {
        while (rows.next()) {
          columns.add(rows.getString(1) + "." + rows.getString(2));
        }
      }
      assertThat(columns).contains("cases.case_file.binding", "cases.receipt_hash.hash");
      List<String> holding = new ArrayList<>();
      for (String column : columns) {
        int dot = column.lastIndexOf('.');
        try (ResultSet rows =
            statement.executeQuery(
                "select exists (select from %s where encode(%s, 'hex') in (%s))"
                    .formatted(
                        column.substring(0, dot),
                        column.substring(dot + 1),
                        String.join(",", searched)))) {
          rows.next();
          if (rows.getBoolean(1)) {
            holding.add(column);
          }
        }
      }
      return holding;
    }
  }
}
