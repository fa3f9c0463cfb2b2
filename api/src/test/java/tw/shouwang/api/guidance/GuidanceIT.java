package tw.shouwang.api.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;

/// What an app sees of the guide and of the helping steps.
@MicronautTest(transactional = false)
class GuidanceIT implements EmbeddedTest {

  @Inject AppClient app;

  @Inject
  @Client("/")
  HttpClient http;

  @Test
  void givesEachChannelItsReasonItsDutyAndItsNumbers() {
    Answer guide =
        guide(
            Map.of(
                "childInvolved", true,
                "violence", true,
                "immediateDanger", true,
                "area", "63000030",
                "gatekeeperKind", "TEACHER"),
            "zh-TW");

    assertThat(guide.each("code")).containsExactly("emergency", "child-protection");
    assertThat(guide.text(0, "resources", 0, "key")).isEqualTo("tw.emergency.110");
    assertThat(guide.text(1, "legalDuty")).isEqualTo("true");
    assertThat(guide.text(1, "deadlineHours")).isEqualTo("24");
    assertThat(guide.text(1, "why")).contains("第 53 條", "並不等於完成法定通報");
    assertThat(guide.text(1, "resources", 0, "contacts", 0, "dial")).isEqualTo("113");
  }

  @Test
  void countsAnAreaThatDoesNotExistAsNone() {
    Answer guide = guide(Map.of("hardshipOrWeakCare", true, "area", "99999999"), "zh-TW");
    assertThat(guide.text(0, "resources", 0, "key")).isEqualTo("tw.hotline.1957");
  }

  @ParameterizedTest
  @CsvSource({"vi, VI", "id, ID", "th, TH", "fil, FIL", "en, EN", "zh-HK, ZH_TW", "fr, ZH_TW"})
  void answersInTheAskersLanguageAndSaysSo(String header, String language) {
    Answer guide = guide(Map.of("violence", true), header);
    assertThat(guide.each("textLanguage")).containsOnly(language);
    assertThat(guide.each("code").contains("in-your-language"))
        .isEqualTo(!language.equals("ZH_TW"));
  }

  @Test
  void saysWhichOfItsLinesNeedAnInterpreter() {
    Answer lines = guide(Map.of("violence", true), "vi").at(0, "resources");
    assertThat(lines.text(0, "key")).isEqualTo("tw.hotline.113");
    assertThat(lines.text(0, "interpreterLanguages", 2)).isEqualTo("vi");
  }

  @Test
  void teachesToAskToListenAndToConnect() {
    Answer steps = app.ask("HelpingSteps", Map.of(), "en").root();
    assertThat(steps.each("code")).containsExactly("ASK", "LISTEN", "CONNECT");
    assertThat(steps.text(0, "title")).startsWith("Ask");
    assertThat(steps.text(2, "text")).contains("110", "119");
    assertThat(steps.text(0, "vietnamese")).startsWith("Hỏi");
  }

  @Test
  void leadsWhoeverSpeaksALanguageBeyondOursToALineThatAnswersInIt() {
    Answer guide = guide(Map.of("violence", true), "km, en;q=0.5");
    assertThat(guide.each("textLanguage")).containsOnly("EN");
    assertThat(guide.text(1, "code")).isEqualTo("in-your-language");
    assertThat(guide.at(1, "resources").each("key"))
        .containsExactly("tw.hotline.113", "tw.hotline.1990");
    assertThat(guide.at(1, "resources").each("languageHelp"))
        .containsExactly(
            "Say “Cambodia” / “Jiǎn-pǔ-zhài-yǔ” (柬埔寨語) and ask for an interpreter; a third person"
                + " joins the call.",
            "Somebody here speaks Khmer.");
  }

  @Test
  void takesTheLanguageToBeAnsweredInFromTheSituation() {
    Answer guide = guide(Map.of("violence", true, "spokenLanguage", "ja-JP"), "zh-TW");
    assertThat(guide.each("textLanguage")).containsOnly("ZH_TW");
    assertThat(guide.at(1, "resources").each("languageHelp").getFirst()).contains("日語");
  }

  @Test
  void leavesTheLinesOutWhereNobodyIsKnownToSpeakTheLanguage() {
    assertThat(guide(Map.of("violence", true, "spokenLanguage", "my"), "en").each("code"))
        .containsExactly("adult-protection");
  }

  /// For clients that seal: all at once, so that nobody asks by the capacity of a sender.
  @Test
  void saysWhatTheLawAsksOfEveryCapacity() {
    Answer duties =
        app.askText(
                "{ dutiesByKind { kind text textLanguage duties { code obliged } } }",
                Map.of(),
                "en")
            .root();
    assertThat(duties.each("kind")).contains("PHARMACY", "TEACHER").doesNotContain("CHAIN_STORE");
    int pharmacy = duties.each("kind").indexOf("PHARMACY");
    assertThat(duties.at(pharmacy, "duties").each("code"))
        .contains("CHILD_HARMED", "OLDER_PERSON_HARMED", "SUICIDAL_ACT");
    assertThat(duties.text(pharmacy, "text"))
        .contains("article 53", "within 24 hours", "may be obliged", "call 113", "health bureau");
    assertThat(cacheControl("{ dutiesByKind { kind } }")).startsWith("private, max-age=3");
  }

  @Test
  void mayBeKeptByWhoeverAsked() {
    assertThat(cacheControl("{ helpingSteps { code title } }")).startsWith("private, max-age=3");
    // Lines that answer come first, and this may change with the next minute.
    assertThat(cacheControl("{ channelGuide(situation: {}) { code title } }"))
        .matches("private, max-age=[1-6]?[0-9]\\b.*");
    assertThat(
            cacheControl(
                "query Q($l: Language) { helpingSteps { title(language: $l) } }", "{\"l\":\"VI\"}"))
        .startsWith("public, max-age=3");
  }

  private String cacheControl(String query, String... variables) {
    UriBuilder address = UriBuilder.of("/graphql").queryParam("query", query);
    for (String given : variables) {
      address.queryParam("variables", given);
    }
    return http.toBlocking()
        .exchange(HttpRequest.GET(address.build()), String.class)
        .getHeaders()
        .get("Cache-Control", String.class, "");
  }

  private Answer guide(Map<String, ?> situation, String language) {
    Map<String, Object> variables = new HashMap<>(Map.of("situation", situation));
    if (situation.get("spokenLanguage") instanceof String spoken) {
      variables.put("spoken", spoken);
    }
    return app.ask("ChannelGuide", variables, language).root();
  }
}
