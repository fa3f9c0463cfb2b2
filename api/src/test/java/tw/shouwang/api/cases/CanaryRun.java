package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.testing.AppClient;

/// The whole life of a case, with marker words in every place for words.
final class CanaryRun {

  private final SecureRandom random = new SecureRandom();
  private final Receipt receipt = Receipt.random(random);
  private final Receipt newReceipt = Receipt.random(random);
  private final String token = "canaryToken:APA91b" + marker().repeat(6);
  private final String userAgent = "Phone/" + marker();

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

  /// The headers that an app and our proxy send about the client.
  Map<String, String> headers() {
    return Map.of("User-Agent", userAgent, "X-Forwarded-For", address);
  }

  Canaries canaries() {
    return canariesButTheToken().mark("push token", token);
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

  /// Report, push, message, reply, change of receipt, close. The caller erases, so that the data
  /// before the erasure is searched too.
  void live(AppClient client, CaseRepository cases, UnattendedDesk desk) throws Exception {
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

  /// The sender sees the whole case.
  void read(AppClient client) {
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
    app.with(headers()).input("EraseCase", Map.of("receipt", newReceipt.text()));
  }

  private String marker() {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
