package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.CasesSettings;
import tw.shouwang.api.cases.records.CasesSettingsTest;
import tw.shouwang.api.cases.sealing.ProofKey;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.notifications.testing.FcmStandIn;

@MicronautTest(transactional = false)
class CasesIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject ProofKey proofKey;
  @Inject CasesSettings settings;

  @Test
  void runsByTheDefaultsWhereNothingIsSet() {
    assertThat(settings).isEqualTo(CasesSettingsTest.DEFAULTS);
  }

  @Test
  void makesReceiptsForClientsThatCannot() {
    String made = app.ask("NewReceipt", Map.of()).root().json().getStringValue();
    assertThat(Receipt.parse(made)).isPresent();
  }

  @Test
  void readsAReceiptHoweverItWasTyped() {
    String receipt = submit("救我");
    String typed = receipt.toLowerCase(java.util.Locale.ROOT).replace('-', ' ').replace('0', 'o');
    assertThat(view(typed).text("messages", 0, "words")).isEqualTo("救我");
  }

  @Test
  void refusesAMalformedReceiptAndNeverRepeatsIt() {
    String wrong = "KQZKB-6FAGN-QV2BJ-Q40GY-4GE0S";
    String body;
    try {
      body = app.send("CaseView", Map.of("receipt", wrong), "en");
    } catch (HttpClientResponseException e) {
      body = e.getResponse().getBody(String.class).orElseThrow();
    }
    assertThat(body).contains("INVALID_RECEIPT").doesNotContain(wrong).doesNotContain("KQZKB");
  }

  @Test
  void answersUnknownAndErasedReceiptsAlike() {
    String erased = submit("要刪除的");
    app.input("EraseCase", Map.of("receipt", erased));
    String unknown = newReceipt();

    for (String document : List.of("CaseView", "CaseProof")) {
      assertThat(app.send(document, Map.of("receipt", erased), "zh-TW"))
          .isEqualTo(app.send(document, Map.of("receipt", unknown), "zh-TW"));
    }
    for (String document : List.of("AddMessage", "EraseCase", "EnablePush", "DisablePush")) {
      Answer one = app.input(document, more(document, erased));
      assertThat(one).isEqualTo(app.input(document, more(document, unknown)));
      assertThat(one.root().text("code")).isEqualTo("UNKNOWN_CASE");
    }
  }

  @Test
  void keepsAConversationInItsOrderAndARetryOnce() {
    String receipt = submit("一");
    for (String words : List.of("二", "三", "三", "四")) {
      app.input("AddMessage", message(receipt, "id-" + words, words));
    }
    Answer messages = view(receipt).at("messages");
    assertThat(messages.each("words")).containsExactly("一", "二", "三", "四");

    String third = messages.text(2, "id");
    Answer page =
        app.ask("CaseView", Map.of("receipt", receipt, "last", 1, "before", third)).root();
    assertThat(page.at("messages").size()).isEqualTo(1);
    assertThat(page.text("messages", 0, "words")).isEqualTo("二");
  }

  @Test
  void refusesOtherWordsUnderAUsedMessageId() {
    String receipt = submit("一");
    app.input("AddMessage", message(receipt, "m", "二"));
    assertThat(app.input("AddMessage", message(receipt, "m", "三")).root().text("code"))
        .isEqualTo("MESSAGE_ID_ALREADY_USED");
  }

  /// Scenario 25: the same change again is answered as done.
  @Test
  void putsANewReceiptInThePlaceOfTheOld() {
    String old = submit("有人看過這張紙");
    String fresh = newReceipt();
    Map<String, String> change = Map.of("receipt", old, "newReceipt", fresh);

    assertThat(app.input("ChangeReceipt", change).root().text("view", "messages", 0, "words"))
        .isEqualTo("有人看過這張紙");
    assertThat(app.input("ChangeReceipt", change).root().text("__typename"))
        .as("the same pair again")
        .isEqualTo("ReceiptChanged");
    assertThat(app.ask("CaseView", Map.of("receipt", old)).root().isNull()).isTrue();
    assertThat(view(fresh).text("messages", 0, "words")).isEqualTo("有人看過這張紙");
    app.input("AddMessage", message(fresh, "m", "補充"));
    assertThat(view(fresh).at("messages").size()).isEqualTo(2);
    assertThat(submit(old, "舊的收執碼再送").text("code")).isEqualTo("RECEIPT_ALREADY_USED");
  }

  @Test
  void refusesANewReceiptThatIsInUseOrNotNew() {
    String mine = submit("一");
    String other = submit("二");
    assertThat(
            app.input("ChangeReceipt", Map.of("receipt", mine, "newReceipt", other))
                .root()
                .text("code"))
        .isEqualTo("RECEIPT_ALREADY_USED");
    assertThat(
            app.input("ChangeReceipt", Map.of("receipt", mine, "newReceipt", mine))
                .root()
                .text("code"))
        .isEqualTo("RECEIPT_ALREADY_USED");
    assertThat(
            app.input("ChangeReceipt", Map.of("receipt", newReceipt(), "newReceipt", other))
                .root()
                .text("code"))
        .isEqualTo("UNKNOWN_CASE");
  }

  @Test
  void erasesAnUnreadRoutineCaseAtOnceAndKeepsItsReceiptFromBeingUsedAgain() {
    String receipt = submit("要刪除的");
    Answer erased = app.input("EraseCase", Map.of("receipt", receipt)).root();
    assertThat(erased.text("__typename")).isEqualTo("CaseErased");
    assertThat(erased.text("wordsErasedBy"))
        .isEqualTo(java.time.LocalDate.now(TaiwanTime.ZONE).toString());
    assertThat(app.input("EraseCase", Map.of("receipt", receipt)).root().text("code"))
        .isEqualTo("UNKNOWN_CASE");
    assertThat(submit(receipt, "要刪除的").text("code")).isEqualTo("RECEIPT_ALREADY_USED");
  }

  @Test
  void provesThatACaseWasSentAndNothingElse() {
    String receipt = submit("祕密");
    Answer proof = app.ask("CaseProof", Map.of("receipt", receipt)).root();
    ProofKey.Statement statement =
        ProofKey.verify(proof.text("signed"), proofKey.publicKey()).orElseThrow();
    assertThat(statement.office()).isEqualTo("tpe");
    // G7: a bystander who sees the office's name must not learn what the case is about.
    assertThat(proof.text("office")).isEqualTo("臺北市受理中心");
    assertThat(proof.text("statement")).contains("臺北市受理中心").doesNotContain("家庭暴力", "防治");
    assertThat(ProofKey.verify(proof.text("signed").replace("tpe", "ntpc"), proofKey.publicKey()))
        .isEmpty();
    assertThat(app.ask("CaseProof", Map.of("receipt", receipt)).root().text("signed"))
        .as("two proofs of one case share nothing")
        .isNotEqualTo(proof.text("signed"));
  }

  @Test
  void remembersADeviceAndForgetsIt() {
    String receipt = submit("一");
    Answer enabled =
        app.input("EnablePush", Map.of("receipt", receipt, "token", FcmStandIn.token(31))).root();
    assertThat(enabled.text("promise")).contains("Google");
    // C12: a cache that keeps views is up to date at once.
    assertThat(enabled.text("view", "pushEnabled")).isEqualTo("true");
    assertThat(view(receipt).text("pushEnabled")).isEqualTo("true");
    assertThat(
            app.input("EnablePush", Map.of("receipt", receipt, "token", FcmStandIn.token(32)))
                .root()
                .text("__typename"))
        .isEqualTo("PushEnabled");

    assertThat(
            app.input("DisablePush", Map.of("receipt", receipt)).root().text("view", "pushEnabled"))
        .isEqualTo("false");
  }

  @Test
  void refusesATokenThatIsNone() {
    String receipt = submit("一");
    Answer refused =
        app.input("EnablePush", Map.of("receipt", receipt, "token", "two words")).root();
    assertThat(refused.text("code")).isEqualTo("INVALID_TOKEN");
    assertThat(refused.text("field")).isEqualTo("token");
  }

  private Answer view(String receipt) {
    return app.ask("CaseView", Map.of("receipt", receipt)).root();
  }

  private String submit(String words) {
    String receipt = newReceipt();
    assertThat(submit(receipt, words).text("__typename")).isEqualTo("CaseReceived");
    return receipt;
  }

  private Answer submit(String receipt, String words) {
    return app.input(
            "SubmitConcern",
            Map.of(
                "receipt", receipt,
                "topic", "OTHER",
                "urgency", "ROUTINE",
                "words", words,
                "area", "63000030"))
        .root();
  }

  private static Map<String, Object> more(String document, String receipt) {
    Map<String, Object> input = new HashMap<>();
    input.put("receipt", receipt);
    if (document.equals("AddMessage")) {
      input.put("messageId", "m");
      input.put("words", "x");
    }
    if (document.equals("EnablePush")) {
      input.put("token", FcmStandIn.token(31));
    }
    return input;
  }

  private static Map<String, String> message(String receipt, String id, String words) {
    return Map.of("receipt", receipt, "messageId", id, "words", words);
  }

  private static String newReceipt() {
    return Receipt.random(new SecureRandom()).text();
  }
}
