package tw.shouwang.api.cases.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.Padding;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.Sealing;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.intake.StaffDesk;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;

/// Scenario 17, at the running service: content that somebody with the case's key sealed rightly
/// and that is none. The inbox, the case on both sides, its export, the rotation of keys and a
/// reply go on.
@MicronautTest(transactional = false)
class HostileContentIT implements EmbeddedTest {

  private static final String AREA = "63000040";

  private static final List<String> HOSTILE =
      List.of(
          "{\"words\":null}",
          "{\"words\":{\"a\":1}}",
          "{\"words\":\"a\",\"n\":\"x\"}",
          "{\"words\":\"a\",\"words\":\"b\"}",
          "{\"words\":\"\\ud83d\"}",
          IntStream.range(0, 2_500)
              .mapToObj(i -> "\"a" + i + "\":\"\"")
              .collect(Collectors.joining(",", "{", "}")),
          "[".repeat(32_000),
          "",
          "null");

  private final IdentityProvider provider = IdentityProvider.start();
  private StaffDesk worker;

  @Inject AppClient app;
  @Inject StaffClient staff;
  @Inject CaseViews views;
  @Inject Sealing sealing;
  @Inject CentreGenerations generations;
  @Inject OwnerSql owner;

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @BeforeEach
  void comeIn() throws Exception {
    worker = new StaffDesk(staff, app, provider.token("w1", "tpe", "INTAKE_WORKER"));
    StaffDesk.clearLists(owner);
  }

  @Test
  void goesOnWithAFormThatIsNone() throws Exception {
    for (String content : HOSTILE) {
      StaffDesk.clearLists(owner);
      Receipt receipt = StaffDesk.report(app, Map.of("area", AREA));
      CaseRow row = views.find(receipt).orElseThrow().row();
      UUID form =
          UUID.fromString(
              owner.ask("select id from cases.entry where case_id = '" + row.id() + "'"));
      owner.run(
          "update cases.entry set sealed = '\\x%s' where id = '%s'"
              .formatted(sealed(receipt, row, form, content), form));
      assertGoesOn(receipt, content);
      Answer view = StaffDesk.seenBySender(app, receipt);
      assertThat(view.text("status")).as(content).isNotEqualTo("null");
    }
  }

  @Test
  void showsTheOtherMessagesBesideThoseThatAreNone() throws Exception {
    Receipt receipt = StaffDesk.report(app, Map.of("area", AREA));
    CaseRow row = views.find(receipt).orElseThrow().row();
    int position = 0;
    for (String content : HOSTILE) {
      UUID message = UUID.randomUUID();
      owner.run(
          """
          insert into cases.entry
            (id, case_id, direction, message_tag, message_fingerprint, sealed, written_at, unread,
             position)
          values ('%s', '%s', 'FROM_SENDER', sha256('%s'), sha256('%s'), '\\x%s', now(), true, %d)
          """
              .formatted(
                  message,
                  row.id(),
                  message,
                  message,
                  sealed(receipt, row, message, content),
                  ++position));
    }
    assertGoesOn(receipt, "messages");
    Answer shown = worker.look(row.id().toString(), "sealed { messages { words } }").root();
    assertThat(shown.at("sealed", "messages").size()).isGreaterThanOrEqualTo(HOSTILE.size());
    assertThat(views.messages(views.find(receipt).orElseThrow(), 20, Optional.empty()))
        .filteredOn(each -> each.words() == null)
        .hasSize(HOSTILE.size());
  }

  private void assertGoesOn(Receipt receipt, String as) {
    String id = worker.only(Map.of("area", AREA));
    Answer opened = worker.look(id, "sealed { words messages { words } }").root();
    assertThat(opened.at("sealed").isNull()).as(as).isFalse();
    assertThat(worker.step("acknowledgeCase", id, Map.of()).text("__typename"))
        .as(as)
        .isEqualTo("CaseChanged");
    for (String format : List.of("CSV", "JSON", "FHIR")) {
      Answer export =
          staff.ask(
              worker.token(),
              "mutation ($input: ExportCasesInput!) { exportCases(input: $input) { __typename } }",
              Map.of("input", Map.of("id", id, "format", format)));
      assertThat(export.root().text("__typename")).as(as + export.json()).isEqualTo("ExportReady");
    }
    assertThat(
            worker
                .step("replyToCase", id, Map.of("messageId", "m-1", "words", "請再說一次"))
                .text("__typename"))
        .as(as)
        .isEqualTo("CaseChanged");
    generations.make("tpe");
    generations.moveKept(generations.list("tpe").getLast());
    Answer after = worker.look(id, "sealed { messages { words } }");
    assertThat(after.root().at("sealed", "messages").each("words"))
        .as(as + ", after the rotation")
        .last()
        .hasToString("請再說一次");
    Answer message = app.input("AddMessage", Forms.message(receipt, "m-2", "還在")).root();
    assertThat(message.text("__typename")).as(as).isEqualTo("MessageAdded");
  }

  private String sealed(Receipt receipt, CaseRow row, UUID entry, String content) throws Exception {
    DataKey key = views.key(views.find(receipt).orElseThrow()).orElseThrow();
    return HexFormat.of()
        .formatHex(
            sealing.seal(
                key,
                Envelopes.bindingOf(row),
                entry,
                Direction.FROM_SENDER,
                content.getBytes(StandardCharsets.UTF_8),
                Padding.MESSAGE));
  }
}
