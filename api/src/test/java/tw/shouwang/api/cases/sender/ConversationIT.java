package tw.shouwang.api.cases.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.testing.AppClient;

/// The order and the maximum length of a conversation.
@MicronautTest(transactional = false)
class ConversationIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject CaseViews views;
  @Inject Conversation conversation;
  @Inject UnattendedDesk desk;
  @Inject OwnerConnections owner;

  /// W5: positions count over both sides, without gaps.
  @Test
  void numbersTheEntriesOfBothSides() throws Exception {
    Receipt receipt = submitted();
    UUID id = views.find(receipt).orElseThrow().row().id();
    add(receipt, "m-1");
    desk.reply(id, "我們會去看看");
    add(receipt, "m-2");
    assertThat(positions(id)).containsExactly(0, 1, 2, 3);
    assertThat(words(receipt, 10, Optional.empty()))
        .containsExactly("三樓的阿嬤好幾天沒有出門了", "m-1", "我們會去看看", "m-2");
  }

  /// W5: only the entries of a page are read and opened, so an unreadable entry outside the page
  /// does no harm.
  @Test
  void opensNoMoreThanThePage() throws Exception {
    Receipt receipt = submitted();
    IntStream.rangeClosed(1, 9).forEach(i -> add(receipt, "m-" + i));
    CaseHandle handle = views.find(receipt).orElseThrow();
    execute(
        "update cases.entry set sealed = '\\x00' where position < 5 and case_id = '"
            + handle.row().id()
            + "'");
    List<CaseMessage> last = views.messages(handle, 3, Optional.empty());
    assertThat(last).extracting(CaseMessage::words).containsExactly("m-7", "m-8", "m-9");
    assertThat(words(receipt, 2, Optional.of(last.getFirst().id().toString())))
        .containsExactly("m-5", "m-6");
    assertThat(words(receipt, 2, Optional.of(UUID.randomUUID().toString()))).isEmpty();
    assertThat(words(receipt, 2, Optional.of("none"))).isEmpty();
  }

  /// W5: beyond the maximum no message is stored; a retry of a known message is still answered.
  @Test
  void holdsNoMoreThanSoManyOfTheSenders() throws Exception {
    Receipt receipt = submitted();
    UUID id = views.find(receipt).orElseThrow().row().id();
    add(receipt, "known");
    execute(
        """
        insert into cases.entry
          (id, case_id, direction, message_tag, sealed, written_at, unread, position)
        select gen_random_uuid(), '%s', 'FROM_SENDER', int4send(n), '\\x00', now(), false, n
        from generate_series(2, 499) as n
        """
            .formatted(id));
    assertThat(add(receipt, "one too many")).isEqualTo("CONVERSATION_FULL");
    assertThat(
            conversation
                .arrive(new AddMessageInput(receipt, "known", "known", null))
                .flatMap(Conversation.Arrived::known))
        .as("a retry")
        .containsInstanceOf(Conversation.Written.Kept.class);
    assertThat(positions(id)).hasSize(500);
    assertThat(desk.reply(id, "請重新通報")).as("never at the cost of the other side").isTrue();
  }

  private String add(Receipt receipt, String id) {
    AppClient.Answer answer = app.input("AddMessage", Forms.message(receipt, id, id)).root();
    String type = answer.text("__typename");
    return type.equals("SubmissionRefused") ? answer.text("code") : type;
  }

  private Receipt submitted() {
    Receipt receipt = Forms.receipt();
    app.input("SubmitConcern", Forms.concern(receipt, "IMMEDIATE_DANGER"));
    return receipt;
  }

  private List<String> words(Receipt receipt, int last, Optional<String> before) throws Exception {
    return views.messages(views.find(receipt).orElseThrow(), last, before).stream()
        .map(CaseMessage::words)
        .toList();
  }

  private List<Integer> positions(UUID id) throws Exception {
    List<Integer> positions = new ArrayList<>();
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select position from cases.entry where case_id = '" + id + "' order by 1")) {
      while (rows.next()) {
        positions.add(rows.getInt(1));
      }
    }
    return positions;
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
