package tw.shouwang.api.concerns;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;

@MicronautTest(transactional = false)
class ConcernsIT implements EmbeddedTest {

  @Inject AppClient app;

  @Test
  void givesTheSenderTheCaseAndTheWayBackToIt() {
    Map<String, Object> input = concern();
    Answer received = app.input("SubmitConcern", input).root();

    assertThat(received.text("__typename")).isEqualTo("CaseReceived");
    assertThat(received.text("view", "status")).isEqualTo("RECEIVED");
    assertThat(received.text("view", "receivedOn")).isEqualTo(today().toString());
    // G7: the prevention centre's name on the phone would tell a bystander what the case is about.
    assertThat(received.text("view", "office")).isEqualTo("臺北市受理中心");
    assertThat(received.text("view", "timeline", 0, "text")).isEqualTo("已收到您的資料");
    assertThat(received.text("view", "pushEnabled")).isEqualTo("false");
    assertThat(received.at("view", "referrals").size()).isZero();
    assertThat(received.at("emergency").size()).isZero();
    assertThat(received.at("advice", 0, "resources").each("key")).contains("tw.hotline.1957");
    assertThat(received.text("notices", 0)).contains("收執碼");

    Answer view = app.ask("CaseView", Map.of("receipt", input.get("receipt"))).root();
    assertThat(view.text("messages", 0, "words")).isEqualTo(input.get("words"));
  }

  /// G4: the duty is a separate message, for people in a capacity that the law may mean.
  @Test
  void saysThatAProfessionMayBeObliged() {
    Map<String, Object> input = concern();
    input.put("topic", "DOMESTIC_VIOLENCE");
    input.put("gatekeeperKind", "HOME_CARE_WORKER");
    assertThat(app.input("SubmitConcern", input).root().text("advice", 0, "why").lines())
        .anyMatch(line -> line.startsWith("依家庭暴力防治法第 50 條，您的職務可能有法定通報責任"));
    Map<String, Object> neighbour = concern();
    neighbour.put("topic", "DOMESTIC_VIOLENCE");
    neighbour.put("gatekeeperKind", "NEIGHBOUR");
    assertThat(app.input("SubmitConcern", neighbour).root().text("advice", 0, "why"))
        .doesNotContain("法定通報");
  }

  @Test
  void countsTwoTriesWithOneReceiptOnceAndAnswersAsBefore() {
    Map<String, Object> input = concern();
    Answer first = app.input("SubmitConcern", input).root();
    input.put("language", "EN");
    Answer again = app.input("SubmitConcern", input).root();

    assertThat(again.text("__typename")).isEqualTo("CaseReceived");
    assertThat(again.text("view", "messages", 0, "id"))
        .isEqualTo(first.text("view", "messages", 0, "id"));
    assertThat(again.text("view", "dueBy")).isEqualTo(first.text("view", "dueBy"));
    assertThat(again.at("view", "messages").size()).isEqualTo(1);
  }

  @Test
  void refusesAnotherReportUnderAUsedReceipt() {
    Map<String, Object> input = concern();
    app.input("SubmitConcern", input);
    input.put("words", "完全不同的事");
    assertRefused(input, "RECEIPT_ALREADY_USED", "receipt");
  }

  @Test
  void putsTheEmergencyNumbersFirstInDanger() {
    Map<String, Object> input = concern();
    input.put("urgency", "IMMEDIATE_DANGER");
    Answer received = app.input("SubmitConcern", input).root();
    assertThat(received.at("emergency").size()).isEqualTo(4);
    assertThat(received.text("emergency", 0, "key")).isEqualTo("tw.emergency.110");
  }

  /// G3: the deadline depends on the article that names the reporter's capacity.
  @ParameterizedTest
  @CsvSource({
    "CHILD_PROTECTION, , TEACHER, true, 24",
    "CHILD_PROTECTION, , CLINIC, true, 24",
    "CHILD_PROTECTION, , PHARMACY, true, 24",
    "CHILD_PROTECTION, , CHILDMINDER, true, 24",
    "CHILD_PROTECTION, , APARTMENT_BUILDING, false,",
    "CHILD_PROTECTION, , NEIGHBOUR, false,",
    "DOMESTIC_VIOLENCE, , TEACHER, true, 24",
    "DOMESTIC_VIOLENCE, false, CLINIC, true, 24",
    "SEXUAL_ASSAULT, , PHARMACY, true, 24",
    "DOMESTIC_VIOLENCE, , BOROUGH_OR_NEIGHBOURHOOD_CHIEF, false,",
    "ELDER_PROTECTION, , BOROUGH_OR_NEIGHBOURHOOD_CHIEF, true,",
    "ELDER_PROTECTION, , CLINIC, true,",
    "ELDER_PROTECTION, , TEACHER, false,",
    "CARE_ARRANGEMENT, true, APARTMENT_BUILDING, true,",
    "CARE_ARRANGEMENT, false, APARTMENT_BUILDING, false,",
    "ECONOMIC, true, BOROUGH_OR_NEIGHBOURHOOD_CHIEF, true,",
    "ECONOMIC, , BOROUGH_OR_NEIGHBOURHOOD_CHIEF, false,",
    "PARENTING, , HOUSING_MANAGER, true,",
    "ECONOMIC, true, CONVENIENCE_STORE, false,"
  })
  void saysWhoIsObligedToReportElsewhereToo(
      String topic,
      @Nullable Boolean child,
      String kind,
      boolean legalDuty,
      @Nullable String hours) {
    Map<String, Object> input = concern();
    input.put("topic", topic);
    input.put("childInvolved", child);
    input.put("gatekeeperKind", kind);
    Answer advice = app.input("SubmitConcern", input).root().at("advice", 0);

    assertThat(advice.text("legalDuty")).isEqualTo(Boolean.toString(legalDuty));
    assertThat(advice.at("deadlineHours").isNull()).isEqualTo(hours == null);
    if (hours != null) {
      assertThat(advice.text("deadlineHours")).isEqualTo(hours);
    }
    if (legalDuty) {
      assertThat(advice.text("why")).contains("並不等於完成法定通報").doesNotContain("可能有");
      assertThat(advice.text("duties", 0, "source", "url")).startsWith("https://law.moj.gov.tw/");
    } else {
      assertThat(advice.text("why")).as("no article names them").doesNotContain("法定通報");
    }
  }

  @Test
  void sendsPeopleOfOtherCountiesToNationwideHelpAndKeepsNothing() {
    Map<String, Object> input = concern();
    input.put("area", "68000010");
    Answer refused = assertRefused(input, "NOT_SERVED_HERE", "area");
    assertThat(refused.text("advice", 0, "resources", 0, "key")).isEqualTo("tw.hotline.113");
    assertThat(refused.text("advice", 0, "resources", 1, "key")).isEqualTo("tw.hotline.1957");
    assertThat(app.ask("CaseView", Map.of("receipt", input.get("receipt"))).root().isNull())
        .isTrue();
  }

  @Test
  void namesTheOwnCountysOfficesWhereNoCentreHasJoined() {
    Map<String, Object> input = concern();
    input.put("area", "64000050");
    input.put("topic", "DOMESTIC_VIOLENCE");
    Answer advice = assertRefused(input, "NOT_SERVED_HERE", "area").at("advice");
    List<String> keys = new ArrayList<>();
    for (int row = 0; row < advice.size(); row++) {
      keys.addAll(advice.at(row, "resources").each("key"));
    }
    assertThat(keys)
        .startsWith("tw.hotline.113")
        .contains("khh.dv-centre", "khh.welfare-centre.sanmin")
        .allMatch(key -> key.startsWith("tw.") || key.startsWith("khh."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000", "63000999", "99999999"})
  void knowsNoSuchArea(String area) {
    Map<String, Object> input = concern();
    input.put("area", area);
    assertRefused(input, "UNKNOWN_AREA", "area");
  }

  @Test
  void takesACountyCodeAlone() {
    Map<String, Object> input = concern();
    input.put("area", "65000");
    assertThat(app.input("SubmitConcern", input).root().text("view", "office")).startsWith("新北市");
  }

  @Test
  void refusesBadTextWithoutRepeatingIt() {
    assertRefused(with("words", " \u3000\n"), "EMPTY", "words");
    assertRefused(with("words", "字".repeat(3_001)), "TOO_LONG", "words");
    assertRefused(with("place", "路".repeat(301)), "TOO_LONG", "place");
    assertThat(
            app.send("SubmitConcern", Map.of("input", with("words", "gone".repeat(3_000))), "en"))
        .doesNotContain("gonegone");
  }

  @Test
  void takesOneCharacterAndEmojiOfFourBytes() {
    assertThat(app.input("SubmitConcern", with("words", "救")).root().text("__typename"))
        .isEqualTo("CaseReceived");
    assertThat(
            app.input("SubmitConcern", with("words", "😭".repeat(3_000))).root().text("__typename"))
        .isEqualTo("CaseReceived");
  }

  @Test
  void speaksTheLanguageOfTheFormBeforeThatOfTheRequest() {
    Map<String, Object> input = with("words", " ");
    input.put("language", "EN");
    assertThat(app.input("SubmitConcern", input).root().text("message"))
        .contains("There is nothing in this field yet");
  }

  private Answer assertRefused(Map<String, Object> input, String code, String field) {
    Answer refused = app.input("SubmitConcern", input).root();
    assertThat(refused.text("__typename")).isEqualTo("SubmissionRefused");
    assertThat(refused.text("code")).isEqualTo(code);
    assertThat(refused.text("field")).isEqualTo(field);
    assertThat(refused.at("emergency").size()).isEqualTo(4);
    assertThat(refused.text("message")).isNotBlank();
    return refused;
  }

  private static Map<String, Object> with(String field, Object value) {
    Map<String, Object> input = concern();
    input.put(field, value);
    return input;
  }

  private static Map<String, Object> concern() {
    Map<String, Object> input = new HashMap<>();
    input.put("receipt", Receipt.random(new SecureRandom()).text());
    input.put("topic", "OTHER");
    input.put("urgency", "ROUTINE");
    input.put("words", "三樓的阿嬤好幾天沒有出門了");
    input.put("area", "63000030");
    return input;
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Taipei"));
  }
}
