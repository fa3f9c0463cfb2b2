package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.Sender.Way;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.SealingClient;
import tw.shouwang.api.cases.envelope.StrictBase64;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;

/// The whole life of a case, with marker words in every place for words, in one of the two ways.
final class CanaryRun {

  private final SecureRandom random = new SecureRandom();
  private final Way way;
  private final Receipt receipt = Receipt.random(random);
  private final Receipt newReceipt = Receipt.random(random);
  private final String token = "canaryToken:APA91b" + marker().repeat(6);
  private final String userAgent = "Phone/" + marker();

  /// The client that seals, once it has a case.
  private @Nullable SealingClient client;

  /// From the address block for documentation, so that it belongs to nobody.
  private final String address =
      "2001:db8:%x:%x:%x:%x:%x:%x".formatted(random.ints(6, 0x1000, 0x10000).boxed().toArray());

  private final Map<String, String> words =
      Map.of(
          "words", "金絲雀 " + marker(),
          "place", "三樓 " + marker(),
          "person", "阿嬤 " + marker(),
          "message", "補充 " + marker(),
          "reply", "回覆 " + marker());

  CanaryRun(Way way) {
    this.way = way;
  }

  /// The headers that an app and our proxy send about the client.
  Map<String, String> headers() {
    return Map.of("User-Agent", userAgent, "X-Forwarded-For", address);
  }

  Canaries canaries() {
    return canariesButTheToken().mark("push token", token);
  }

  /// What a client that seals never sends: the words and the receipts.
  Canaries canariesOfWords() {
    Canaries canaries = new Canaries();
    words.forEach(canaries::mark);
    for (Receipt each : List.of(receipt, newReceipt)) {
      canaries.mark("receipt", each.text());
      canaries.mark("receipt without dashes", each.text().replace("-", ""));
      canaries.mark("receipt as bytes", SealingClient.secretOf(each));
    }
    return canaries;
  }

  /// The markers that even a push must not contain; only the token is needed there.
  Canaries canariesButTheToken() {
    Canaries canaries = new Canaries();
    words.forEach(canaries::mark);
    for (Receipt each : List.of(receipt, newReceipt)) {
      canaries.mark("receipt", each.text());
      canaries.mark("receipt without dashes", each.text().replace("-", ""));
    }
    return canaries.mark("user agent", userAgent).mark("address", address);
  }

  /// What a client that seals shows the service, and what nothing but the case's own rows and
  /// answers may hold.
  Canaries canariesOfTheSeal() {
    Canaries canaries = new Canaries();
    for (Receipt each : List.of(receipt, newReceipt)) {
      canaries.mark("lookup", each.lookup()).mark("hand", SealingClient.handOf(each));
      canaries.mark("hand check", each.handCheck().orElseThrow());
      canaries.mark("lookup in text", StrictBase64.encoded(each.lookup()));
      canaries.mark("hand in text", StrictBase64.encoded(SealingClient.handOf(each)));
    }
    return canaries;
  }

  /// The same with what stands beside the case in clear.
  Canaries canariesOfTheSeal(Answer view) {
    Canaries canaries = canariesOfTheSeal();
    for (String field : List.of("binding", "commitment", "receiptWrap")) {
      canaries.mark(field, StrictBase64.decoded(view.text(field)).orElseThrow());
      canaries.mark(field + " in text", view.text(field));
    }
    return canaries;
  }

  /// Report, push, message, reply, change of receipt, close. The caller erases, so that the data
  /// before the erasure is searched too.
  ///
  /// @param centre for whom a client seals
  void live(AppClient client, CaseRepository cases, UnattendedDesk desk, CentreKey centre)
      throws Exception {
    if (way == Way.SEALED) {
      liveSealed(client.with(headers()), desk, cases, centre);
    } else {
      liveInClear(client, cases, desk);
    }
  }

  private void liveSealed(
      AppClient app, UnattendedDesk desk, CaseRepository cases, CentreKey centre) throws Exception {
    SealingClient client =
        new SealingClient(centre, receipt, words.getOrDefault("words", ""))
            .with("place", words.getOrDefault("place", ""))
            .with("person", words.getOrDefault("person", ""))
            .with("gatekeeperKind", "POSTNATAL_HELPER");
    Answer received = app.input("SubmitSealed", client.input()).root();
    assertThat(received.text("__typename")).isEqualTo("SealedCaseReceived");
    client.open(received.at("case"));
    Map<String, Object> push = client.tokens(true);
    push.put("token", token);
    app.input("EnableSealedPush", push);
    app.input("AddSealedMessage", client.message("m-1", words.getOrDefault("message", "")));
    UUID id = cases.listOpen(1).getFirst().id();
    assertThat(desk.acknowledge(id)).isTrue();
    assertThat(desk.reply(id, words.getOrDefault("reply", ""))).isTrue();
    app.input("ChangeSealedReceipt", client.changeTo(newReceipt));
    this.client = client;
    read(app);
    desk.close(id, null);
  }

  private void liveInClear(AppClient client, CaseRepository cases, UnattendedDesk desk)
      throws Exception {
    AppClient app = client.with(headers());
    assertThat(
            app.input(
                    "SubmitConcern",
                    Map.of(
                        "receipt",
                        receipt.text(),
                        "topic",
                        "OTHER",
                        "urgency",
                        "ROUTINE",
                        "words",
                        words.get("words"),
                        "place",
                        words.get("place"),
                        "person",
                        words.get("person"),
                        "gatekeeperKind",
                        "POSTNATAL_HELPER",
                        "area",
                        "63000030"))
                .root()
                .text("__typename"))
        .isEqualTo("CaseReceived");
    app.input("EnablePush", Map.of("receipt", receipt.text(), "token", token));
    app.input(
        "AddMessage",
        Map.of("receipt", receipt.text(), "messageId", "m-1", "words", words.get("message")));
    UUID id = cases.listOpen(1).getFirst().id();
    assertThat(desk.acknowledge(id)).isTrue();
    assertThat(desk.reply(id, words.getOrDefault("reply", ""))).isTrue();
    app.input("ChangeReceipt", Map.of("receipt", receipt.text(), "newReceipt", newReceipt.text()));
    read(client);
    desk.close(id, null);
  }

  /// The case as it is answered to the client that sealed it.
  Answer stored(AppClient app) {
    return app.with(headers()).ask("SealedCase", sealing().tokens(false)).root();
  }

  /// Lookup and hand, as they are sent.
  Map<String, Object> tokens() {
    return sealing().tokens(true);
  }

  private SealingClient sealing() {
    return Objects.requireNonNull(client);
  }

  /// The sender sees the whole case.
  void read(AppClient client) throws Exception {
    if (way == Way.SEALED) {
      assertThat(sealing().open(stored(client)))
          .containsExactly(words.get("words"), words.get("message"), words.get("reply"));
      return;
    }
    assertThat(
            client
                .with(headers())
                .ask("CaseView", Map.of("receipt", newReceipt.text()))
                .root()
                .at("messages")
                .each("words"))
        .containsExactly(words.get("words"), words.get("message"), words.get("reply"));
  }

  void erase(AppClient app) {
    if (way == Way.SEALED) {
      app.with(headers()).input("EraseSealedCase", sealing().tokens(true));
    } else {
      app.with(headers()).input("EraseCase", Map.of("receipt", newReceipt.text()));
    }
  }

  private String marker() {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
