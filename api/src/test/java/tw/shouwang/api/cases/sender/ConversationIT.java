package tw.shouwang.api.cases.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.desk.CaseStep;
import tw.shouwang.api.cases.desk.CaseSteps;
import tw.shouwang.api.cases.desk.OpenedCase;
import tw.shouwang.api.cases.desk.StepOutcome;
import tw.shouwang.api.cases.desk.StepRequest;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.graphql.ratelimits.CallerKey;

/// The order and the maximum length of a conversation.
@MicronautTest(transactional = false)
class ConversationIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject CaseViews views;
  @Inject Conversation conversation;
  @Inject UnattendedDesk desk;
  @Inject CaseSteps steps;
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
        "update cases.entry set sealed = decode(repeat('00', 1052), 'hex') where position < 5 and"
            + " case_id = '"
            + handle.row().id()
            + "'");
    List<CaseMessage> last = views.messages(handle, 3, Optional.empty());
    assertThat(last).extracting(CaseMessage::words).containsExactly("m-7", "m-8", "m-9");
    assertThat(words(receipt, 2, Optional.of(last.getFirst().id().toString())))
        .containsExactly("m-5", "m-6");
    assertThat(words(receipt, 2, Optional.of(UUID.randomUUID().toString()))).isEmpty();
    assertThat(words(receipt, 2, Optional.of("none"))).isEmpty();
  }

  /// An answer whose case is erased before all of it is read: what is gone is gone, not tampered
  /// with, and the rest of the answer is given.
  @Test
  void readsNothingOfACaseThatIsErasedMeanwhile() throws Exception {
    Receipt receipt = submitted();
    CaseHandle handle = views.find(receipt).orElseThrow();
    app.input("EraseCase", Map.of("receipt", receipt.text()));
    assertThat(views.key(handle)).isEmpty();
    assertThat(views.messages(handle, 10, Optional.empty())).isEmpty();
    assertThat(desk.open(handle.row().id())).as("danger stays with the centre").hasSize(1);

    Receipt old = submitted();
    CaseHandle before = views.find(old).orElseThrow();
    app.input("ChangeReceipt", Map.of("receipt", old.text(), "newReceipt", Forms.receipt().text()));
    assertThat(views.key(before)).isEmpty();
    assertThat(views.messages(before, 10, Optional.empty())).isEmpty();
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
          (id, case_id, direction, message_tag, message_fingerprint, sealed, written_at, unread,
           position)
        select gen_random_uuid(), '%s', 'FROM_SENDER', sha256(int4send(n)), sha256(int4send(n)),
          decode(repeat('00', 1052), 'hex'), now(), false, n
        from generate_series(2, 499) as n
        """
            .formatted(id));
    assertThat(add(receipt, "one too many")).isEqualTo("CONVERSATION_FULL");
    assertThat(
            conversation
                .arrive(
                    new AddMessageInput(receipt, "known", "known", null, null),
                    new CallerKey("test"))
                .flatMap(Conversation.Arrived::known))
        .as("a retry")
        .containsInstanceOf(Conversation.Written.Kept.class);
    assertThat(positions(id)).hasSize(500);
    assertThat(desk.reply(id, "請重新通報")).as("never at the cost of the other side").isTrue();
  }

  /// Rule 2 and scenario 8, as they apply to receipts: whoever can find a case and has not its hand
  /// reads, and changes nothing.
  @Test
  void changesNothingWithoutTheHand() throws Exception {
    Receipt receipt = submitted();
    UUID id = views.find(receipt).orElseThrow().row().id();
    execute("update cases.receipt_hash set hand = sha256(hand) where case_id = '" + id + "'");
    assertThat(words(receipt, 10, Optional.empty())).hasSize(1);
    assertThat(add(receipt, "m-1")).isEqualTo("UNKNOWN_CASE");
    for (String operation : List.of("EraseCase", "DisablePush")) {
      assertThat(app.input(operation, Map.of("receipt", receipt.text())).root().text("code"))
          .isEqualTo("UNKNOWN_CASE");
    }
    assertThat(
            app.input(
                    "ChangeReceipt",
                    Map.of("receipt", receipt.text(), "newReceipt", Forms.receipt().text()))
                .root()
                .text("code"))
        .isEqualTo("UNKNOWN_CASE");
    assertThat(words(receipt, 10, Optional.empty())).hasSize(1);
  }

  /// Rule 40, as it applies to receipts: reading marks the replies that were shown, and no other.
  @Test
  void marksAsReadWhatWasShownAlone() throws Exception {
    Receipt receipt = submitted();
    UUID id = views.find(receipt).orElseThrow().row().id();
    IntStream.rangeClosed(1, 3).forEach(i -> desk.reply(id, "回覆 " + i));
    assertThat(unread(id)).containsExactly(1, 2, 3);
    views.messages(views.find(receipt).orElseThrow(), 1, Optional.empty());
    assertThat(unread(id)).containsExactly(1, 2);
    views.find(receipt);
    assertThat(unread(id)).as("finding a case reads nothing").containsExactly(1, 2);
    views.messages(views.find(receipt).orElseThrow(), 10, Optional.empty());
    assertThat(unread(id)).isEmpty();
  }

  /// Rule 4: a stored case cannot be put under a second receipt, because nothing else has its
  /// binding; and no message comes twice in one direction (rule 8).
  @Test
  void keepsNoSecondCaseOrMessageOfTheSameBytes() throws Exception {
    Receipt receipt = submitted();
    UUID id = views.find(receipt).orElseThrow().row().id();
    add(receipt, "m-1");
    assertThatThrownBy(() ->
            execute(
                "insert into cases.case_file (id, binding, form, topic, other_topics, indicators,"
                    + " urgency, area, sender_group, centre, status, received_at, due_at, erase_on)"
                    + " select gen_random_uuid(), binding, form, topic, other_topics, indicators,"
                    + " urgency, area, sender_group, centre, status, received_at, due_at, erase_on"
                    + " from cases.case_file where id = '"
                    + id
                    + "'"))
        .hasMessageContaining("case_file_binding_key");
    assertThatThrownBy(() ->
            execute(
                "insert into cases.entry (id, case_id, direction, message_tag, message_fingerprint,"
                    + " sealed, written_at, unread, position) select gen_random_uuid(), case_id,"
                    + " direction, message_tag, message_fingerprint, sealed, written_at, unread, 77"
                    + " from cases.entry where position = 1 and case_id = '"
                    + id
                    + "'"))
        .hasMessageContaining("entry_message");
  }

  /// Scenario 18: one unreadable message does not affect the others, on neither side.
  @Test
  void showsNineOfTenMessagesAndTheTenthAsUnreadable() throws Exception {
    Receipt receipt = submitted();
    UUID id = views.find(receipt).orElseThrow().row().id();
    IntStream.rangeClosed(1, 9).forEach(i -> add(receipt, "m-" + i));
    execute(
        "update cases.entry set sealed = decode(repeat('00', 1052), 'hex') where position = 4 and"
            + " case_id = '"
            + id
            + "'");
    List<CaseMessage> shown =
        views.messages(views.find(receipt).orElseThrow(), 10, Optional.empty());
    assertThat(shown).hasSize(10).allMatch(CaseMessage::inOrder);
    assertThat(shown.get(4).words()).isNull();
    assertThat(shown).filteredOn(each -> each.words() != null).hasSize(9);
    List<OpenedCase.OpenedEntry> opened = desk.open(id);
    assertThat(opened).hasSize(10);
    assertThat(opened.get(4).readable()).isFalse();
    assertThat(opened).filteredOn(OpenedCase.OpenedEntry::readable).hasSize(9);
    assertThat(desk.reply(id, "第四則打不開")).isTrue();
  }

  /// Scenario 17: if the form cannot be opened, messages still can, and staff can reply.
  @Test
  void goesOnWhereTheFormDoesNotOpen() throws Exception {
    Receipt receipt = submitted();
    UUID id = views.find(receipt).orElseThrow().row().id();
    add(receipt, "m-1");
    execute(
        "update cases.entry set sealed = decode(repeat('00', 4124), 'hex') where position = 0 and"
            + " case_id = '"
            + id
            + "'");
    assertThat(add(receipt, "m-2")).isEqualTo("MessageAdded");
    assertThat(desk.reply(id, "請再說一次")).isTrue();
    assertThat(desk.open(id))
        .extracting(each -> each.fields().get("words"))
        .containsExactly(null, "m-1", "m-2", "請再說一次");
    assertThat(words(receipt, 10, Optional.empty())).containsExactly(null, "m-1", "m-2", "請再說一次");
  }

  /// Scenario 19: message ids of the two sides never collide.
  @Test
  void keepsARepliesIdApartFromTheSenders() throws Exception {
    Receipt receipt = submitted();
    UUID id = views.find(receipt).orElseThrow().row().id();
    add(receipt, "staff:1");
    add(receipt, "1");
    assertThat(reply(id, "1", "回覆")).isInstanceOf(StepOutcome.Done.class);
    assertThat(reply(id, "1", "回覆")).as("a retry").isInstanceOf(StepOutcome.Done.class);
    assertThat(reply(id, "1", "別的話")).isInstanceOf(StepOutcome.IdTaken.class);
    assertThat(words(receipt, 10, Optional.empty())).endsWith("staff:1", "1", "回覆");
  }

  /// Scenario 20: two devices that write at once have seen the same entries; nobody is warned.
  @Test
  void takesTwoMessagesAtOnce() throws Exception {
    Receipt receipt = submitted();
    try (var twins = Executors.newFixedThreadPool(2)) {
      var both = twins.invokeAll(List.of(() -> add(receipt, "one"), () -> add(receipt, "other")));
      assertThat(both).extracting(each -> each.get()).containsOnly("MessageAdded");
    }
    List<CaseMessage> shown =
        views.messages(views.find(receipt).orElseThrow(), 10, Optional.empty());
    assertThat(shown).extracting(CaseMessage::words).contains("one", "other");
    assertThat(shown).allMatch(CaseMessage::inOrder);
    assertThat(positions(views.find(receipt).orElseThrow().row().id())).containsExactly(0, 1, 2);
  }

  /// Rule 12 and scenario 21: both sides notice if an entry before the last message was removed or
  /// moved; an entry that is duplicated or moved to the other side does not open.
  @Test
  void noticesWhatIsLostMovedOrTurned() throws Exception {
    Receipt dropped = submitted();
    UUID droppedId = fourWords(dropped);
    execute("delete from cases.entry where position = 1 and case_id = '" + droppedId + "'");
    assertThat(inOrder(dropped)).as("dropped").contains(false);
    assertThat(desk.open(droppedId)).extracting(OpenedCase.OpenedEntry::inOrder).contains(false);

    Receipt swapped = submitted();
    UUID swappedId = fourWords(swapped);
    execute(
        "update cases.entry set position = position + 10 where position in (1, 2) and case_id = '"
            + swappedId
            + "'");
    execute(
        "update cases.entry set position = 13 - position where position in (11, 12) and case_id ="
            + " '"
            + swappedId
            + "'");
    assertThat(words(swapped, 10, Optional.empty())).endsWith("m-2", "m-1", "m-3");
    assertThat(inOrder(swapped)).as("swapped").contains(false);
    assertThat(desk.open(swappedId)).extracting(OpenedCase.OpenedEntry::inOrder).contains(false);

    Receipt turned = submitted();
    UUID turnedId = fourWords(turned);
    execute(
        "update cases.entry set direction = 'FROM_STAFF' where position = 1 and case_id = '"
            + turnedId
            + "'");
    execute(
        "insert into cases.entry select gen_random_uuid(), case_id, direction,"
            + " sha256(message_tag), sealed, written_at, unread, 9, message_fingerprint from"
            + " cases.entry where position = 2 and case_id = '"
            + turnedId
            + "'");
    assertThat(words(turned, 10, Optional.empty())).endsWith(null, "m-2", "m-3", null);
    assertThat(desk.open(turnedId))
        .extracting(OpenedCase.OpenedEntry::readable)
        .containsExactly(true, false, true, true, false);

    Receipt moved = submitted();
    UUID movedId = fourWords(moved);
    execute(
        "update cases.entry set case_id = '"
            + movedId
            + "', position = 4, message_tag = sha256(message_tag) where position = 2 and case_id ="
            + " '"
            + swappedId
            + "'");
    assertThat(words(moved, 10, Optional.empty()))
        .as("an entry of another case")
        .endsWith("m-1", "m-2", "m-3", null);
    assertThat(desk.open(movedId))
        .extracting(OpenedCase.OpenedEntry::readable)
        .containsExactly(true, true, true, true, false);
  }

  private UUID fourWords(Receipt receipt) {
    IntStream.rangeClosed(1, 3).forEach(i -> add(receipt, "m-" + i));
    return views.find(receipt).orElseThrow().row().id();
  }

  private List<Boolean> inOrder(Receipt receipt) throws Exception {
    return views.messages(views.find(receipt).orElseThrow(), 10, Optional.empty()).stream()
        .map(CaseMessage::inOrder)
        .toList();
  }

  private StepOutcome reply(UUID id, String messageId, String words) throws Exception {
    int version;
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select version from cases.case_file where id = '" + id + "'")) {
      rows.next();
      version = rows.getInt(1);
    }
    return steps.take(
        new StepRequest(id, "tpe", version, "-", "-", true), new CaseStep.Reply(messageId, words));
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

  private List<@Nullable String> words(Receipt receipt, int last, Optional<String> before)
      throws Exception {
    List<@Nullable String> words = new ArrayList<>();
    views
        .messages(views.find(receipt).orElseThrow(), last, before)
        .forEach(each -> words.add(each.words()));
    return words;
  }

  private List<Integer> positions(UUID id) throws Exception {
    return positions(id, "true");
  }

  /// The replies that the sender has not read.
  private List<Integer> unread(UUID id) throws Exception {
    return positions(id, "unread and direction = 'FROM_STAFF'");
  }

  private List<Integer> positions(UUID id, String which) throws Exception {
    List<Integer> positions = new ArrayList<>();
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select position from cases.entry where case_id = '"
                    + id
                    + "' and "
                    + which
                    + " order by 1")) {
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
