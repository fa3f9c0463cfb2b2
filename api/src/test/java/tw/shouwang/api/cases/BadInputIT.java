package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.notifications.testing.FcmStandIn;

/// Wrong input of people, apps and attackers over HTTP: the answer is typed, in the caller's
/// language, says what to do, and has the emergency numbers.
@MicronautTest(transactional = false)
class BadInputIT implements EmbeddedTest {

  private static final String NUL = String.valueOf((char) 0);

  @Inject AppClient app;

  @ParameterizedTest
  @CsvSource({
    "'   ', EMPTY, 還沒有內容, There is nothing in this field yet",
    "'　\u200f\u2066\u3164', EMPTY, 還沒有內容, There is nothing in this field yet",
    "'', EMPTY, 還沒有內容, There is nothing in this field yet"
  })
  void saysThatAWordIsEnoughWhereNothingWasWritten(
      String words, String code, String chinese, String english) {
    assertRefused("words", words, code, chinese, english);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "救",
        "救我",
        "?",
        "🆘",
        "👨‍👩‍👧‍👦",
        "𠮷野家樓上",
        "\u200fساعدوني\u200e",
        "Tulong\nsaklolo\t!"
      })
  void takesInHoweverShortAndInWhateverScriptAndGivesItBackUnchanged(String words) {
    Map<String, Object> input = Forms.concern();
    input.put("words", words);
    assertThat(app.input("SubmitConcern", input).root().text("__typename"))
        .isEqualTo("CaseReceived");
    assertThat(
            app.ask("CaseView", Map.of("receipt", input.get("receipt")))
                .root()
                .text("messages", 0, "words"))
        .isEqualTo(words);
  }

  @Test
  void countsCodePointsAndNotWhatTheyAreMadeOf() {
    Map<String, Object> input = Forms.concern();
    input.put("words", "🆘".repeat(3_000));
    assertThat(app.input("SubmitConcern", input).root().text("__typename"))
        .isEqualTo("CaseReceived");
    assertRefused("words", "🆘".repeat(3_001), "TOO_LONG", "3,000", "3,000");
  }

  @Test
  void refusesNul() {
    assertRefused("words", "樓上" + NUL + "哭聲", "INVALID_TEXT", "無法顯示的字元", "cannot be shown");
    assertRefused("place", NUL, "INVALID_TEXT", "無法顯示的字元", "cannot be shown");
  }

  @Test
  void givesTheEmergencyNumbersEvenToWhatIsTooLargeToRead() {
    Map<String, Object> input = Forms.concern();
    input.put("words", "救".repeat(1_000_000 / 3));
    String body;
    try {
      body = app.send("SubmitConcern", Map.of("input", input), "zh-TW");
    } catch (HttpClientResponseException e) {
      body = e.getResponse().getBody(String.class).orElseThrow();
    }
    assertThat(body).containsAnyOf("PAYLOAD_TOO_LARGE", "TOO_LONG");
    assertThat(body).contains("emergency").contains("110").doesNotContain("救救救");
    assertThat(view(input).isNull()).isTrue();
  }

  @Test
  void refusesATimeThatHasNotCome() {
    String tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).toString();
    assertRefused("observedAt", tomorrow, "INVALID_DATE", "時間", "has not come yet");
    Map<String, Object> fast = Forms.concern();
    fast.put("observedAt", Instant.now().plusSeconds(120).toString());
    assertThat(app.input("SubmitConcern", fast).root().text("__typename"))
        .as("a phone's clock may be fast")
        .isEqualTo("CaseReceived");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7QF3-92MK-VV0A-8TZC", "", " ", "https://elsewhere.example/#7QF392MK"})
  void ignoresAnotherDeploymentsPosterAndSaysSo(String code) {
    Map<String, Object> input = Forms.concern();
    input.put("siteCode", code);
    Answer received = app.input("SubmitConcern", input).root();
    assertThat(received.text("__typename")).isEqualTo("CaseReceived");
    assertThat(received.text("notices", 0).contains("海報上的代碼無法辨識")).isEqualTo(!code.isBlank());
  }

  @Test
  void readsAReceiptAsPeopleTypeIt() {
    Receipt receipt = Forms.receipt();
    Map<String, Object> input = Forms.concern(receipt, "ROUTINE");
    app.input("SubmitConcern", input);
    String typed = receipt.text().toLowerCase(Locale.ROOT).replace('-', ' ').replace('0', 'o');
    input.put("receipt", "  " + typed + " ");
    assertThat(app.input("SubmitConcern", input).root().text("__typename"))
        .as("the same request")
        .isEqualTo("CaseReceived");
    assertThat(view(Map.of("receipt", typed)).at("messages").size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KQZKB-6FAGN-QV2BJ-Q40GY-4GE0S", "U", "KQZKB6FAGN"})
  void refusesAReceiptThatIsNoneWithoutRepeatingItAndWithTheNumbers(String receipt) {
    for (String document : List.of("SubmitConcern", "RequestHelp", "AddMessage")) {
      Map<String, Object> input =
          document.equals("AddMessage")
              ? Forms.message(Forms.receipt(), "m", "字")
              : Forms.concern();
      input.put("receipt", receipt);
      String body;
      try {
        body = app.send(document, Map.of("input", input), "en");
      } catch (HttpClientResponseException e) {
        body = e.getResponse().getBody(String.class).orElseThrow();
      }
      assertThat(body)
          .contains("INVALID_RECEIPT", "receipt code is not complete", "\"emergency\"", "1925");
      if (receipt.length() > 1) {
        assertThat(body).doesNotContain(receipt);
      }
    }
  }

  @Test
  void opensAClosedCaseForAMessageAndKnowsNoErasedOne() {
    Receipt receipt = Forms.receipt();
    app.input("SubmitConcern", Forms.concern(receipt, "ROUTINE"));
    desk.close(views.find(receipt).orElseThrow().row().id(), null);
    Answer reopened = app.input("AddMessage", Forms.message(receipt, "m-1", "又聽到了")).root();
    assertThat(reopened.text("view", "status")).isEqualTo("RECEIVED");
    assertThat(reopened.at("view", "timeline").each("kind")).endsWith("REOPENED");

    app.input("EraseCase", Map.of("receipt", receipt.text()));
    Answer refused = app.input("AddMessage", Forms.message(receipt, "m-2", "還在嗎")).root();
    assertThat(refused.text("code")).isEqualTo("UNKNOWN_CASE");
    assertThat(refused.text("message")).contains("收執碼");
    assertThat(refused.at("emergency").each("key")).startsWith("tw.emergency.110");
  }

  @Test
  void putsASecondDeviceInThePlaceOfTheFirst() {
    Receipt receipt = Forms.receipt();
    app.input("SubmitConcern", Forms.concern(receipt, "ROUTINE"));
    for (int device = 1; device <= 2; device++) {
      Answer enabled =
          app.input(
                  "EnablePush",
                  Map.of("receipt", receipt.text(), "token", FcmStandIn.token(device)))
              .root();
      assertThat(enabled.text("__typename")).isEqualTo("PushEnabled");
    }
    assertThat(view(Map.of("receipt", receipt.text())).text("pushEnabled")).isEqualTo("true");
    assertThat(
            app.input("DisablePush", Map.of("receipt", receipt.text())).root().text("__typename"))
        .isEqualTo("PushDisabled");
    assertThat(view(Map.of("receipt", receipt.text())).text("pushEnabled")).isEqualTo("false");
  }

  @Inject CaseViews views;
  @Inject UnattendedDesk desk;

  private void assertRefused(
      String field, String value, String code, String chinese, String english) {
    Map<String, Object> input = Forms.concern();
    input.put(field, value);
    for (var said : Map.of("zh-TW", chinese, "en", english).entrySet()) {
      Answer refused = app.ask("SubmitConcern", Map.of("input", input), said.getKey()).root();
      assertThat(refused.text("code")).isEqualTo(code);
      assertThat(refused.text("field")).isEqualTo(field);
      assertThat(refused.text("message")).contains(said.getValue());
      assertThat(refused.at("emergency").each("key"))
          .startsWith("tw.emergency.110", "tw.emergency.119");
    }
    assertThat(view(input).isNull()).as("nothing is stored").isTrue();
  }

  private Answer view(Map<String, ?> input) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("receipt", input.get("receipt"));
    return app.ask("CaseView", variables).root();
  }
}
