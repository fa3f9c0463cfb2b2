package tw.shouwang.api.helprequests;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;

@MicronautTest(transactional = false)
class HelpRequestsIT implements EmbeddedTest {

  @Inject AppClient app;

  @Test
  void takesInACallForHelpWithoutAName() {
    Answer received = app.input("RequestHelp", help()).root();
    assertThat(received.text("__typename")).isEqualTo("CaseReceived");
    assertThat(received.text("view", "office")).startsWith("新北市");
    assertThat(received.at("emergency").size()).isEqualTo(4);
    assertThat(received.text("advice", 0, "resources", 0, "key")).isEqualTo("tw.hotline.113");
  }

  /// G4: a person who asks for themselves is not told that their profession may have to report.
  @ParameterizedTest
  @ValueSource(
      strings = {"DOMESTIC_VIOLENCE", "ELDER_PROTECTION", "CARE_BURDEN", "ECONOMIC", "PARENTING"})
  void saysNothingOfDutyToWhoeverAsksForThemselves(String topic) {
    Map<String, Object> input = help();
    input.put("topic", topic);
    assertThat(app.input("RequestHelp", input).root().at("advice").each("why"))
        .isNotEmpty()
        .noneMatch(why -> why.contains("法定通報"));
  }

  /// G8: a person who thinks of suicide and one who worries about somebody read different texts.
  @Test
  void speaksToWhoeverThinksOfSuicide() {
    Map<String, Object> input = help();
    input.put("topic", "MENTAL_SUBSTANCE_SUICIDE");
    String own = suicide(app.input("RequestHelp", input).root());
    assertThat(own).startsWith("您不必一個人撐著").doesNotContain("您關心的人");
    Map<String, Object> concern = new HashMap<>(input);
    concern.put("receipt", Receipt.random(new SecureRandom()).text());
    assertThat(suicide(app.input("SubmitConcern", concern).root())).startsWith("如果是您關心的人");
    Answer guide = app.ask("ChannelGuide", Map.of("situation", Map.of("selfHarm", true))).root();
    assertThat(guide.text(0, "why").lines()).hasSize(2).first().isEqualTo(own);
  }

  private static String suicide(Answer received) {
    assertThat(received.text("advice", 0, "code")).isEqualTo("suicide-prevention");
    return received.text("advice", 0, "why");
  }

  @Test
  void takesAWayToBeReached() {
    Map<String, Object> input = help();
    input.put("contact", "0912-345-678");
    input.put("contactKind", "SMS");
    input.put("safeToContact", "平日中午");
    input.put("interpreter", "vi");
    assertThat(app.input("RequestHelp", input).root().text("__typename")).isEqualTo("CaseReceived");
  }

  @Test
  void refusesAReceiptThatStandsForAConcern() {
    Map<String, Object> help = help();
    Map<String, Object> concern = new HashMap<>(help);
    app.input("SubmitConcern", concern);
    assertThat(app.input("RequestHelp", help).root().text("code"))
        .isEqualTo("RECEIPT_ALREADY_USED");
  }

  private static Map<String, Object> help() {
    Map<String, Object> input = new HashMap<>();
    input.put("receipt", Receipt.random(new SecureRandom()).text());
    input.put("topic", "DOMESTIC_VIOLENCE");
    input.put("urgency", "ROUTINE");
    input.put("words", "我想離開，但是不知道可以去哪裡");
    input.put("area", "65000");
    return input;
  }
}
