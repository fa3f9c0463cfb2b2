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

  /// B1: an invisible character that a word processor left costs no report, and a retry without it
  /// is the same report.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000", "\u0003", "\u0008", "\u000b", "\u000c", "\u001f", "\u007f", "\u0085", "\u0092"
      })
  void mendsControlCharactersThatNobodySees(String control) {
    Map<String, Object> input = Forms.concern(Forms.receipt(), "IMMEDIATE_DANGER");
    input.put("words", "She is being beaten" + control + "next line");
    input.put("place", "中山路1號" + control + "2樓");
    input.put("person", control);
    assertThat(app.input("SubmitConcern", input).root().text("__typename"))
        .isEqualTo("CaseReceived");
    String between = "\u000b\u000c\u0085".contains(control) ? "\n" : "";
    assertThat(view(input).at("messages").text(0, "words"))
        .isEqualTo("She is being beaten" + between + "next line");
    input.put("words", "She is being beaten" + between + "next line");
    assertThat(app.input("SubmitConcern", input).root().text("__typename"))
        .as("the same report")
        .isEqualTo("CaseReceived");
    Answer message =
        app.input(
                "AddMessage",
                Map.of(
                    "receipt",
                    input.get("receipt"),
                    "messageId",
                    "m",
                    "words",
                    "a" + control + "b"))
            .root();
    assertThat(message.at("view").at("messages").each("words")).endsWith("a" + between + "b");
    Map<String, Object> half = Forms.concern();
    half.put("words", control);
    assertThat(app.input("SubmitConcern", half).root().text("code")).isEqualTo("EMPTY");
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

  /// B2: a phone whose clock is fast can report; its sender is told that the time is not believed.
  @ParameterizedTest
  @ValueSource(ints = {1, 9, 11, 60, 480, 1_440})
  void takesATimeThatHasNotCome(int minutes) {
    for (String urgency : List.of("IMMEDIATE_DANGER", "ROUTINE")) {
      Map<String, Object> fast = Forms.concern(Forms.receipt(), urgency);
      fast.put("observedAt", Instant.now().plus(minutes, ChronoUnit.MINUTES).toString());
      Answer received = app.input("SubmitConcern", fast).root();
      assertThat(received.text("__typename")).isEqualTo("CaseReceived");
      assertThat(received.text("notices", 0).contains("時鐘不準")).isEqualTo(minutes > 10);
    }
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
