package tw.shouwang.api.cases.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.SealingClient;
import tw.shouwang.api.cases.envelope.Tokens;
import tw.shouwang.api.cases.news.CaseNewsStream;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseNews;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sealing.ProofKey;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.notifications.testing.FcmStandIn;

/// What a client seals, the centre reads, and the service does not. Scenarios of the envelope by
/// their numbers.
@MicronautTest(transactional = false)
class SealedIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject CentreKeyring keyring;
  @Inject CaseViews views;
  @Inject UnattendedDesk desk;
  @Inject CaseNewsStream news;
  @Inject ProofKey proofKey;
  @Inject OwnerSql sql;
  @Inject OwnerConnections owner;

  @Test
  void goesTheWholeWayWithoutTheService() throws Exception {
    SealingClient client = client("樓上一直有哭聲");
    Answer received = app.input("SubmitSealed", client.input()).root();
    assertThat(received.text("__typename")).isEqualTo("SealedCaseReceived");
    assertThat(client.open(received.at("case"))).containsExactly("樓上一直有哭聲");
    UUID id = handle(client).row().id();
    assertThat(read(id)).as("staff read what was sealed").containsExactly("樓上一直有哭聲");
    assertThat(desk.reply(id, "我們今天會去看看")).isTrue();

    for (int times = 0; times < 2; times++) {
      Answer read = sealedCase(client);
      assertThat(client.open(read)).containsExactly("樓上一直有哭聲", "我們今天會去看看");
      assertThat(read.at("entries").each("unread"))
          .as("rule 40: reading changes nothing")
          .containsExactly("false", "true");
      assertThat(read.at("view", "messages").size()).isZero();
    }
    Map<String, Object> upTo = new HashMap<>(client.tokens(true));
    upTo.put("position", 1);
    assertThat(app.input("MarkSealedRead", upTo).root().at("case", "entries").each("unread"))
        .containsExactly("false", "false");

    Answer added = app.input("AddSealedMessage", client.message("m-1", "謝謝，門口有燈了")).root();
    assertThat(client.open(added.at("case"))).containsExactly("樓上一直有哭聲", "我們今天會去看看", "謝謝，門口有燈了");
    assertThat(added.at("case", "entries").each("position")).containsExactly("0", "1", "2");
    assertThat(read(id)).containsExactly("樓上一直有哭聲", "我們今天會去看看", "謝謝，門口有燈了");
    assertThat(added.at("case", "view").at("throughServiceOn").isNull()).isTrue();
  }

  /// Scenario 5: the answer was lost, and the app sends again with other keys.
  @Test
  void keepsTheFirstBytesWhateverComesAgain() throws Exception {
    SealingClient first = client("雨很大，他睡在騎樓");
    Answer stored = app.input("SubmitSealed", first.input()).root().at("case");
    SealingClient again = first.afresh();
    Answer answered = app.input("SubmitSealed", again.input()).root().at("case");
    assertThat(answered.text("binding")).isEqualTo(stored.text("binding"));
    assertThat(answered.text("receiptWrap")).isEqualTo(stored.text("receiptWrap"));
    assertThat(again.open(answered)).containsExactly("雨很大，他睡在騎樓");
    assertThat(app.input("AddSealedMessage", again.message("m-1", "還在")).root().text("__typename"))
        .isEqualTo("SealedMessageAdded");
  }

  /// Scenario 6: an app and a page send the same receipt and form at once, one in each way.
  @Test
  void takesBothWaysForOneCase() throws Exception {
    for (int round = 0; round < 10; round++) {
      SealingClient client = client("三樓的阿嬤好幾天沒有出門了");
      Map<String, Object> sealed = client.input();
      Map<String, Object> plain = Forms.concern(client.receipt(), "ROUTINE");
      List<Answer> answers =
          together(
              List.of(
                  () -> app.input("SubmitSealed", sealed).root(),
                  () -> app.input("SubmitConcern", plain).root()));
      assertThat(answers)
          .extracting(answer -> answer.text("__typename"))
          .containsExactly("SealedCaseReceived", "CaseReceived");
      assertThat(client.open(sealedCase(client))).containsExactly("三樓的阿嬤好幾天沒有出門了");
    }
  }

  /// Scenario 7.
  @Test
  void refusesAnotherFormUnderTheSameLookup() throws Exception {
    SealingClient client = client("第一件事");
    Answer stored = app.input("SubmitSealed", client.input()).root().at("case");
    SealingClient other = new SealingClient(tpe(), client.receipt(), "完全不同的事");
    assertThat(app.input("SubmitSealed", other.input()).root().text("code"))
        .isEqualTo("RECEIPT_ALREADY_USED");
    assertThat(sealedCase(client).text("receiptWrap")).isEqualTo(stored.text("receiptWrap"));
  }

  /// Scenario 8: a lookup reads, and changes nothing.
  @Test
  void changesNothingWithoutTheHand() throws Exception {
    SealingClient client = client("有人看到了我的代碼");
    app.input("SubmitSealed", client.input());
    Map<String, Map<String, Object>> changes =
        Map.of(
            "AddSealedMessage", client.message("m-1", "不是我"),
            "EraseSealedCase", client.tokens(true),
            "DisableSealedPush", client.tokens(true),
            "EnableSealedPush", with(client.tokens(true), "token", FcmStandIn.token(1)),
            "MarkSealedRead", with(client.tokens(true), "position", 0),
            "ChangeSealedReceipt", copyOf(client).changeTo(Forms.receipt()));
    String wrong = SealingClient.text(new byte[32]);
    changes.forEach((document, input) -> {
      for (String hand : List.of(wrong, SealingClient.text(client.receipt().lookup()))) {
        Answer answer = app.input(document, with(input, "hand", hand)).root();
        assertThat(answer.text("code")).as(document).isEqualTo("UNKNOWN_CASE");
        assertThat(answer.text("field")).isEqualTo("lookup");
      }
      assertThat(app.input(document, with(input, "lookup", wrong)).root().text("code"))
          .isEqualTo("UNKNOWN_CASE");
    });
    assertThat(client.open(sealedCase(client))).containsExactly("有人看到了我的代碼");
  }

  /// Scenario 12, and an area of another centre.
  @Test
  void followsNoOtherCentre() {
    SealingClient client = client("不該去那裡");
    for (Map<String, Object> wrong :
        List.of(
            with(client.input(), "centre", "ntpc"),
            with(client.input(), "area", "65000010"),
            with(client.input(), "area", "99999"))) {
      assertThat(app.input("SubmitSealed", wrong).root().text("code")).isEqualTo("WRONG_CENTRE");
    }
    assertThat(views.find(client.receipt())).isEmpty();
  }

  @Test
  void namesTheKeysetsWhereAGenerationIsNotUsable() {
    SealingClient client = client("鑰匙舊了");
    for (int generation : List.of(0, -1, 999_999)) {
      Answer refused =
          app.input("SubmitSealed", with(client.input(), "generation", generation)).root();
      assertThat(refused.text("code")).isEqualTo("GENERATION_NOT_USABLE");
      assertThat(refused.at("keysets").each("centre")).contains("tpe", "ntpc");
    }
    assertThat(
            app.input("SubmitSealed", with(client.input(), "area", "99999"))
                .root()
                .at("keysets")
                .size())
        .isZero();
    assertThat(views.find(client.receipt())).isEmpty();
    Answer keysets = app.ask("CentreKeysets", Map.of()).root();
    assertThat(keysets.each("centre")).contains("tpe", "ntpc");
    assertThat(keysets.text(0, "signature")).hasSize(86);
  }

  /// Rule 35: nothing of a wrong length reaches storage, and the field is named.
  @Test
  void refusesBytesOfAnyOtherLength() {
    SealingClient client = client("長度不對");
    Map<String, Object> right = client.input();
    List<String> named = new ArrayList<>();
    for (String field :
        List.of(
            "lookup",
            "handCheck",
            "binding",
            "commitment",
            "fingerprint",
            "centreWrap",
            "receiptWrap")) {
      for (int length : List.of(0, 31, 33, 4_124)) {
        Answer refused =
            app.input("SubmitSealed", with(right, field, SealingClient.text(new byte[length])))
                .root();
        assertThat(refused.text("code")).as(field).isEqualTo("INVALID_SEAL");
        named.add(refused.text("field"));
      }
    }
    assertThat(named).contains("lookup", "handCheck", "binding", "centreWrap", "receiptWrap");
    Map<String, Object> entry = entryOf(right);
    Map.of(
            "id", (Object) "00000000-0000-0000-0000-000000000000",
            "tag", SealingClient.text(new byte[16]),
            "fingerprint", SealingClient.text(new byte[64]),
            "bytes", SealingClient.text(new byte[1_052]))
        .forEach((field, value) -> {
          Answer refused =
              app.input("SubmitSealed", with(right, "entry", with(entry, field, value))).root();
          assertThat(refused.text("code")).as(field).isEqualTo("INVALID_SEAL");
          assertThat(refused.text("field")).isEqualTo("entry." + field);
        });
    for (String loose : List.of("AB", "A===", "AAAA AAAA", "+/+/", "æ")) {
      assertThat(app.send("SubmitSealed", Map.of("input", with(right, "binding", loose)), "zh-TW"))
          .as("strict base64url")
          .contains("BAD_USER_INPUT")
          .doesNotContain("\"" + loose + "\"");
    }
    assertThat(views.find(client.receipt())).isEmpty();
  }

  @Test
  void takesAMessageOnceAndNoEntryOfAnotherCase() throws Exception {
    SealingClient client = client("同一則");
    client.open(app.input("SubmitSealed", client.input()).root().at("case"));
    Map<String, Object> message = client.message("m-1", "他回來了");
    app.input("AddSealedMessage", message);
    Answer again = app.input("AddSealedMessage", client.message("m-1", "他回來了")).root();
    assertThat(client.open(again.at("case"))).containsExactly("同一則", "他回來了");
    assertThat(app.input("AddSealedMessage", client.message("m-1", "別的話")).root().text("code"))
        .isEqualTo("MESSAGE_ID_ALREADY_USED");

    SealingClient other = client("另一件");
    other.open(app.input("SubmitSealed", other.input()).root().at("case"));
    Map<String, Object> moved = new HashMap<>(other.message("m-1", "搬過來的"));
    moved.put("entry", with(entryOf(moved), "id", idOf(message)));
    Answer elsewhere = app.input("AddSealedMessage", moved).root();
    assertThat(elsewhere.text("code")).isEqualTo("INVALID_SEAL");
    assertThat(elsewhere.text("field")).isEqualTo("entry.id");
    SealingClient third = client("第三件");
    Map<String, Object> form = new HashMap<>(third.input());
    form.put("entry", with(entryOf(form), "id", idOf(message)));
    Answer refused = app.input("SubmitSealed", form).root();
    assertThat(refused.text("code")).isEqualTo("INVALID_SEAL");
    assertThat(refused.text("field")).isEqualTo("entry.id");
    Answer bound =
        app.input(
                "SubmitSealed", with(third.input(), "binding", sealedCase(client).text("binding")))
            .root();
    assertThat(bound.text("code"))
        .as("a stored case cannot be put under another lookup")
        .isEqualTo("INVALID_SEAL");
    assertThat(bound.text("field")).isEqualTo("binding");
  }

  /// The longest entry there is, 32,796 bytes, fits the longest body, 65,536 bytes, in base64.
  @Test
  void takesTheLongestEntry() throws Exception {
    String words = "🌧".repeat(3_000);
    SealingClient client = client(words);
    for (String field : List.of("place", "person", "contact", "interpreter")) {
      client.with(field, "🌧".repeat(300));
    }
    Answer stored = app.input("SubmitSealed", client.input()).root().at("case");
    assertThat(stored.at("entries").each("bytes"))
        .extracting(bytes -> Base64.getUrlDecoder().decode(bytes).length)
        .containsExactly(32_796);
    assertThat(client.open(stored)).containsExactly(words);
    assertThat(read(handle(client).row().id())).containsExactly(words);
  }

  /// A lookup gives news and a proof, and neither says that the service could read.
  @Test
  void givesNewsAndAProofByTheLookup() throws Exception {
    SealingClient client = client("需要一張證明");
    app.input("SubmitSealed", client.input());
    Tokens lookup = Tokens.reading(client.receipt().lookup());
    Iterator<CaseNews> stream =
        Flux.from(news.of(lookup).orElseThrow())
            .timeout(Duration.ofMinutes(1))
            .toIterable()
            .iterator();
    assertThat(stream.next().status()).isEqualTo(CaseStatus.RECEIVED);
    assertThat(desk.acknowledge(handle(client).row().id())).isTrue();
    assertThat(stream.next().status()).isEqualTo(CaseStatus.SEEN);

    String proof = "query ($lookup: Base64Url!) { sealedCaseProof(lookup: $lookup) { signed } }";
    String signed =
        app.askText(proof, client.tokens(false), "zh-TW").text("data", "sealedCaseProof", "signed");
    assertThat(ProofKey.verify(signed, proofKey.publicKey()).orElseThrow().office())
        .isEqualTo("tpe");
    Map<String, ?> unknown = client("").tokens(false);
    assertThat(app.askText(proof, unknown, "zh-TW").at("data", "sealedCaseProof").isNull())
        .isTrue();
    assertThat(sealedCase(client).at("view", "throughServiceOn").isNull()).isTrue();

    app.input("ChangeSealedReceipt", client.changeTo(Forms.receipt()));
    assertThat(stream.hasNext()).as("the stream of the old receipt").isFalse();
  }

  /// Scenarios 24 and 25.
  @Test
  void changesTheReceiptWithoutSeeingOne() throws Exception {
    SealingClient client = client("手機被看過");
    client.open(app.input("SubmitSealed", client.input()).root().at("case"));
    SealingClient old = copyOf(client);
    Map<String, Object> change = client.changeTo(Forms.receipt());
    Answer changed = app.input("ChangeSealedReceipt", change).root();
    assertThat(client.open(changed.at("case"))).containsExactly("手機被看過");
    Map<String, Object> otherWrap = with(change, "receiptWrap", SealingClient.text(new byte[60]));
    Answer again = app.input("ChangeSealedReceipt", otherWrap).root();
    assertThat(again.at("case").text("receiptWrap"))
        .as("the first bytes stay")
        .isEqualTo(changed.at("case").text("receiptWrap"));

    assertThat(app.ask("SealedCase", old.tokens(false)).root().isNull()).isTrue();
    assertThat(app.input("AddSealedMessage", old.message("m-2", "我還在")).root().text("code"))
        .isEqualTo("UNKNOWN_CASE");
    assertThat(app.input("SubmitSealed", old.input()).root().text("code"))
        .isEqualTo("RECEIPT_ALREADY_USED");
    SealingClient second = client("別人的");
    app.input("SubmitSealed", second.input());
    assertThat(
            app.input("ChangeSealedReceipt", copyOf(client).changeTo(second.receipt()))
                .root()
                .text("field"))
        .isEqualTo("newLookup");
  }

  /// Scenario 35, and rule 24: what the service has seen stays seen.
  @Test
  void saysFromWhenTheServiceCouldRead() throws Exception {
    SealingClient client = client("先自己封起來的");
    client.open(app.input("SubmitSealed", client.input()).root().at("case"));
    assertThat(sealedCase(client).at("view", "throughServiceOn").isNull()).isTrue();
    Answer shown = app.ask("CaseView", Map.of("receipt", client.receipt().text())).root();
    assertThat(shown.at("messages").each("words")).containsExactly("先自己封起來的");
    assertThat(sealedCase(client).text("view", "throughServiceOn")).hasSize(10);
    app.input("ChangeSealedReceipt", client.changeTo(Forms.receipt()));
    assertThat(sealedCase(client).text("view", "throughServiceOn")).hasSize(10);

    Receipt plain = Forms.receipt();
    app.input("SubmitConcern", Forms.concern(plain, "ROUTINE"));
    assertThat(views.find(plain).orElseThrow().row().throughServiceOn()).isNotNull();
  }

  /// The same of a receipt that only watches, or that comes with another form.
  @Test
  void saysSoWhateverTheReceiptCameFor() throws Exception {
    SealingClient watched = client("只是想知道有沒有消息");
    app.input("SubmitSealed", watched.input());
    assertThat(
            Flux.from(news.of(Tokens.reading(watched.receipt().lookup())).orElseThrow())
                .blockFirst(Duration.ofMinutes(1)))
        .isNotNull();
    assertThat(sealedCase(watched).at("view", "throughServiceOn").isNull()).isTrue();
    assertThat(news.of(watched.receipt())).as("a stream that closes before any look").isPresent();
    assertThat(sealedCase(watched).text("view", "throughServiceOn")).hasSize(10);

    SealingClient other = client("我自己封的");
    app.input("SubmitSealed", other.input());
    assertThat(
            app.input("SubmitConcern", Forms.concern(other.receipt(), "URGENT"))
                .root()
                .text("code"))
        .isEqualTo("RECEIPT_ALREADY_USED");
    assertThat(sealedCase(other).text("view", "throughServiceOn")).hasSize(10);
  }

  /// A receipt that is refused before its case is looked up has reached the service as well: with a
  /// form or message that has a mistake, or to take the place of another.
  @Test
  void saysSoOfWhatIsRefusedBeforeTheLookUp() throws Exception {
    Receipt plain = Forms.receipt();
    app.input("SubmitConcern", Forms.concern(plain, "ROUTINE"));
    Map<String, Function<Receipt, Answer>> refused =
        Map.of(
            "RECEIPT_ALREADY_USED",
            taken ->
                app.input(
                    "ChangeReceipt", Map.of("receipt", plain.text(), "newReceipt", taken.text())),
            "UNKNOWN_CASE",
            taken ->
                app.input(
                    "ChangeReceipt",
                    Map.of("receipt", Forms.receipt().text(), "newReceipt", taken.text())),
            "EMPTY",
            taken ->
                app.input("SubmitConcern", with(Forms.concern(taken, "ROUTINE"), "words", " ")),
            "UNKNOWN_AREA",
            taken ->
                app.input("SubmitConcern", with(Forms.concern(taken, "ROUTINE"), "area", "99999")),
            "INVALID_TOKEN",
            taken -> app.input("EnablePush", Map.of("receipt", taken.text(), "token", "x")));
    for (Map.Entry<String, Function<Receipt, Answer>> each : refused.entrySet()) {
      SealingClient client = client("我自己封的");
      app.input("SubmitSealed", client.input());
      assertThat(sealedCase(client).at("view", "throughServiceOn").isNull()).isTrue();
      assertThat(each.getValue().apply(client.receipt()).root().text("code"))
          .isEqualTo(each.getKey());
      assertThat(sealedCase(client).text("view", "throughServiceOn")).as(each.getKey()).hasSize(10);
    }
    SealingClient client = client("我自己封的");
    app.input("SubmitSealed", client.input());
    app.input("AddMessage", Forms.message(client.receipt(), "m-1", " "));
    assertThat(sealedCase(client).text("view", "throughServiceOn")).hasSize(10);
  }

  /// Where the service's own layer does not open, the app gets no wrap and the operator is told.
  @Test
  void tellsTheOperatorOfAWrapThatDoesNotOpen() throws Exception {
    SealingClient client = client("鑰匙不見了");
    app.input("SubmitSealed", client.input());
    sql.run(
        "update cases.receipt_wrap set wrap = set_byte(wrap, 87, 255 - get_byte(wrap, 87))"
            + " where case_id = '"
            + handle(client).row().id()
            + "'");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(SealedFetchers.class);
    lines.start();
    log.addAppender(lines);
    assertThat(sealedCase(client).at("receiptWrap").isNull()).isTrue();
    log.detachAppender(lines);
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.contains("storage key of its week"));
  }

  /// Where the day cannot be stored, the stream does not begin, and the others go on.
  @Test
  void beginsNoStreamWhoseDayIsNotStored() throws Exception {
    SealingClient held = client("有人正在處理");
    app.input("SubmitSealed", held.input());
    UUID id = handle(held).row().id();
    Receipt other = Forms.receipt();
    app.input("SubmitConcern", Forms.concern(other, "ROUTINE"));
    Iterator<CaseNews> open =
        Flux.from(news.of(other).orElseThrow())
            .timeout(Duration.ofMinutes(1))
            .toIterable()
            .iterator();
    assertThat(open.next().status()).isEqualTo(CaseStatus.RECEIVED);
    try (Connection worker = owner.open().orElseThrow();
        Statement statement = worker.createStatement()) {
      worker.setAutoCommit(false);
      statement.execute("select from cases.case_file where id = '" + id + "' for update");
      assertThat(news.of(held.receipt())).isEmpty();
      desk.acknowledge(views.find(other).orElseThrow().row().id());
      assertThat(open.next().status()).isEqualTo(CaseStatus.SEEN);
      worker.rollback();
    }
    assertThat(news.of(held.receipt())).isPresent();
    assertThat(sealedCase(held).text("view", "throughServiceOn")).hasSize(10);
  }

  /// The day never moves later and never goes, until the words do, whoever erases them.
  @Test
  void keepsTheDayUntilTheWordsGo() throws Exception {
    Receipt receipt = Forms.receipt();
    app.input("SubmitConcern", Forms.concern(receipt, "ROUTINE"));
    UUID id = views.find(receipt).orElseThrow().row().id();
    String where = " where id = '" + id + "'";
    String day = sql.ask("select through_service_on from cases.case_file" + where);
    for (String changed : List.of("null", "through_service_on + 1")) {
      sql.run("update cases.case_file set through_service_on = " + changed + where);
      assertThat(sql.ask("select through_service_on from cases.case_file" + where)).isEqualTo(day);
    }
    sql.run("update cases.case_file set erased_on = current_date" + where);
    assertThat(sql.ask("select through_service_on from cases.case_file" + where)).isEqualTo("null");
    sql.run(
        "update cases.case_file set erased_on = null, through_service_on = '" + day + "'" + where);
    assertThat(sql.ask("select through_service_on from cases.case_file" + where)).isEqualTo("null");
    assertThat(
            sql.ask(
                "select string_agg(proname, ' ') from pg_proc where prosrc like"
                    + " '%through_service_on%'"))
        .as("one place says so")
        .isEqualTo("keep_through_service");
    sql.run("delete from cases.case_file" + where);
  }

  /// What a client wrapped for itself opens for nobody: its owner hears so in whichever way.
  @Test
  void saysThatAKeyDoesNotOpen() throws Exception {
    SealingClient client = client("自己的鑰匙包錯了");
    app.input(
        "SubmitSealed", with(client.input(), "receiptWrap", SealingClient.text(new byte[60])));
    Answer added = app.input("AddMessage", Forms.message(client.receipt(), "m-1", "還在")).root();
    assertThat(added.text("code")).isEqualTo("INVALID_SEAL");
    assertThat(added.text("field")).isEqualTo("receipt");
    Answer changed =
        app.input(
                "ChangeReceipt",
                Map.of("receipt", client.receipt().text(), "newReceipt", Forms.receipt().text()))
            .root();
    assertThat(changed.text("code")).isEqualTo("INVALID_SEAL");
    assertThat(changed.text("field")).isEqualTo("receipt");
    assertThat(
            app.ask("CaseView", Map.of("receipt", client.receipt().text()))
                .root()
                .at("messages")
                .size())
        .isEqualTo(1);
    assertThat(
            app.input("EraseCase", Map.of("receipt", client.receipt().text()))
                .root()
                .text("__typename"))
        .isEqualTo("CaseErased");
  }

  /// Two cases take an entry of the same id at once: one has it, and the other hears why not.
  @Test
  void givesOneOfTwoCasesAnEntry() throws Exception {
    SealingClient one = client("一件");
    SealingClient two = client("兩件");
    one.open(app.input("SubmitSealed", one.input()).root().at("case"));
    two.open(app.input("SubmitSealed", two.input()).root().at("case"));
    for (int round = 0; round < 30; round++) {
      Map<String, Object> first = one.message("m-" + round, "同一個號碼");
      Map<String, Object> second = two.message("m-" + round, "同一個號碼");
      second.put("entry", with(entryOf(second), "id", idOf(first)));
      List<Answer> answers =
          together(
              List.of(
                  () -> app.input("AddSealedMessage", first).root(),
                  () -> app.input("AddSealedMessage", second).root()));
      assertThat(answers)
          .extracting(answer -> answer.text("__typename"))
          .containsExactlyInAnyOrder("SealedMessageAdded", "SubmissionRefused");
      assertThat(answers)
          .filteredOn(answer -> answer.text("__typename").equals("SubmissionRefused"))
          .extracting(answer -> answer.text("code"))
          .containsExactly("INVALID_SEAL");
    }
  }

  /// A case's bytes weigh what they are: some pages of them, and not any number.
  @Test
  void asksForNoMoreThanAFewPagesAtOnce() {
    String page = " sealedCase(lookup: $lookup) { entries(last: 100) { bytes } }";
    Map<String, ?> lookup = client("").tokens(false);
    String two = "query ($lookup: Base64Url!) { a:" + page + " b:" + page;
    assertThat(app.askText(two + " }", lookup, "zh-TW").at("data", "a").isNull()).isTrue();
    assertThat(
            app.askText(two + " c:" + page + " }", lookup, "zh-TW")
                .text("errors", 0, "extensions", "code"))
        .isEqualTo("LIMIT_EXCEEDED");
  }

  @Test
  void registersADeviceAndErases() throws Exception {
    SealingClient client = client("請通知我");
    app.input("SubmitSealed", client.input());
    assertThat(
            app.input("EnableSealedPush", with(client.tokens(true), "token", FcmStandIn.token(1)))
                .root()
                .text("__typename"))
        .isEqualTo("PushEnabled");
    assertThat(
            app.input("EnableSealedPush", with(client.tokens(true), "token", "x"))
                .root()
                .text("code"))
        .isEqualTo("INVALID_TOKEN");
    assertThat(app.input("DisableSealedPush", client.tokens(true)).root().text("__typename"))
        .isEqualTo("PushDisabled");
    assertThat(app.input("EraseSealedCase", client.tokens(true)).root().text("__typename"))
        .isEqualTo("CaseErased");
    assertThat(app.ask("SealedCase", client.tokens(false)).root().isNull()).isTrue();
    assertThat(app.input("SubmitSealed", client.input()).root().text("code"))
        .as("scenario 23: a recorded submission")
        .isEqualTo("RECEIPT_ALREADY_USED");
  }

  private SealingClient client(String words) {
    return new SealingClient(tpe(), Forms.receipt(), words);
  }

  private static SealingClient copyOf(SealingClient client) {
    return client.copy();
  }

  private CentreKey tpe() {
    return keyring.newest("tpe").orElseThrow();
  }

  private Answer sealedCase(SealingClient client) {
    return app.ask("SealedCase", client.tokens(false)).root();
  }

  private List<String> read(UUID id) throws Exception {
    return desk.open(id).stream()
        .map(entry -> Objects.requireNonNull(entry.fields().get("words")))
        .toList();
  }

  private CaseHandle handle(SealingClient client) {
    return views.find(Tokens.reading(client.receipt().lookup())).orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> entryOf(Map<String, Object> input) {
    return (Map<String, Object>) Objects.requireNonNull(input.get("entry"));
  }

  private static Object idOf(Map<String, Object> input) {
    return Objects.requireNonNull(entryOf(input).get("id"));
  }

  private static Map<String, Object> with(Map<String, Object> input, String name, Object value) {
    Map<String, Object> changed = new HashMap<>(input);
    changed.put(name, value);
    return changed;
  }

  private static List<Answer> together(List<Callable<Answer>> tries) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(tries.size())) {
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : threads.invokeAll(tries)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
