package tw.shouwang.api.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
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

/// The advice to a form's sender: from all topics, signs and indicators, the gravest first.
@MicronautTest(transactional = false)
class AdviceIT implements EmbeddedTest {

  @Inject AppClient app;

  /// G1: the advice used to depend on the first topic only.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          ECONOMIC | DOMESTIC_VIOLENCE MENTAL_SUBSTANCE_SUICIDE | - | - | ROUTINE | adult-protection suicide-prevention mental-health substance-use vulnerable-family
          OTHER | CHILD_PROTECTION | - | - | ROUTINE | child-protection other
          SCHOOLING | ELDER_PROTECTION EMPLOYMENT | - | - | ROUTINE | elder-protection employment school-counselling
          ECONOMIC | - | HARM_THREAT | - | ROUTINE | community-safety vulnerable-family
          PARENTING | - | COMMUNITY_NUISANCE | - | ROUTINE | community-safety vulnerable-family parenting
          ECONOMIC | - | - | - | IMMEDIATE_DANGER | emergency vulnerable-family
          ECONOMIC | - | HARM_ACT | true | ROUTINE | child-protection community-safety vulnerable-family
          OTHER | - | HARM_THREAT | true | ROUTINE | child-protection community-safety other
          PARENTING | - | HARM_ACT | - | ROUTINE | child-protection community-safety vulnerable-family parenting
          PARENTING | - | HARM_ACT | false | ROUTINE | community-safety vulnerable-family parenting
          DOMESTIC_VIOLENCE | - | - | true | URGENT | child-protection adult-protection
          DOMESTIC_VIOLENCE | - | - | false | URGENT | adult-protection
          SEXUAL_ASSAULT | YOUTH_BEHAVIOUR | - | - | ROUTINE | adult-protection youth-behaviour
          CARE_BURDEN | ELDER_PROTECTION | - | - | ROUTINE | elder-protection vulnerable-family care-burden
          MENTAL_SUBSTANCE_SUICIDE | - | SUICIDAL_THOUGHTS | - | ROUTINE | suicide-prevention mental-health
          MENTAL_SUBSTANCE_SUICIDE | - | SUBSTANCE_USE | - | ROUTINE | mental-health substance-use
          MENTAL_SUBSTANCE_SUICIDE | - | VIOLENT_WHILE_ILL | - | ROUTINE | illness-with-violence mental-health
          MENTAL_SUBSTANCE_SUICIDE | - | VIOLENT_WHILE_ILL SUICIDAL_THOUGHTS | - | ROUTINE | suicide-prevention illness-with-violence mental-health
          EMPLOYMENT | - | SUICIDAL_THOUGHTS | - | ROUTINE | suicide-prevention employment
          COMMUNITY_SAFETY | MENTAL_SUBSTANCE_SUICIDE | HARM_ACT | - | URGENT | suicide-prevention mental-health substance-use community-safety
          """)
  void looksAtEverythingThatTheFormSays(
      String topic,
      @Nullable String others,
      @Nullable String indicators,
      @Nullable Boolean child,
      String urgency,
      String expected) {
    Map<String, Object> input = concern(topic);
    input.put("otherTopics", list(others));
    input.put("indicators", list(indicators));
    input.put("childInvolved", child);
    input.put("urgency", urgency);
    Answer received = app.input("SubmitConcern", input).root();
    assertThat(received.text("__typename")).isEqualTo("CaseReceived");
    assertThat(received.at("advice").each("code")).containsExactly(expected.split(" "));
  }

  /// G1: so did the emergency numbers of a case with routine urgency.
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "ECONOMIC, DOMESTIC_VIOLENCE, -, true",
        "ECONOMIC, -, HARM_THREAT, true",
        "ECONOMIC, -, SUICIDAL_THOUGHTS, true",
        "EMPLOYMENT, -, VIOLENT_WHILE_ILL, true",
        "ECONOMIC, -, COMMUNITY_NUISANCE, false",
        "ECONOMIC, SCHOOLING, SUBSTANCE_USE, false"
      })
  void givesTheEmergencyNumbersByAllTopicsAndIndicators(
      String topic, @Nullable String others, @Nullable String indicators, boolean given) {
    Map<String, Object> input = concern(topic);
    input.put("otherTopics", list(others));
    input.put("indicators", list(indicators));
    assertThat(app.input("SubmitConcern", input).root().at("emergency").size())
        .isEqualTo(given ? 4 : 0);
  }

  /// G11: a person who asks for themselves can say separately what the topic combines.
  @ParameterizedTest
  @CsvSource({
    "SUICIDAL_THOUGHTS, suicide-prevention, tw.hotline.1925",
    "SUBSTANCE_USE, substance-use, tw.hotline.0800770885",
    "VIOLENT_WHILE_ILL, illness-with-violence, tw.emergency.110"
  })
  void takesTheThreeThingsApartInACallForHelpToo(String indicator, String code, String line) {
    Map<String, Object> input = help("MENTAL_SUBSTANCE_SUICIDE");
    input.put("indicators", List.of(indicator));
    Answer advice = app.input("RequestHelp", input).root().at("advice");
    int place = advice.each("code").indexOf(code);
    assertThat(advice.at(place, "resources").each("key")).contains(line);
    assertThat(advice.each("code").contains("suicide-prevention"))
        .isEqualTo(code.equals("suicide-prevention"));
  }

  /// The law by article, with its source.
  @ParameterizedTest
  @CsvSource({
    "DOMESTIC_VIOLENCE, TEACHER, 家庭暴力防治法第 50 條, 24 小時",
    "SEXUAL_ASSAULT, CLINIC, 性侵害犯罪防治法第 11 條, 24 小時",
    "CHILD_PROTECTION, CHILDMINDER, 兒童及少年福利與權益保障法第 53 條, 24 小時",
    "PARENTING, APARTMENT_BUILDING, 兒童及少年福利與權益保障法第 54 條, 要通報",
    "ELDER_PROTECTION, BOROUGH_OR_NEIGHBOURHOOD_CHIEF, 老人福利法第 43 條, 要通報",
    "MENTAL_SUBSTANCE_SUICIDE, TEACHER, 自殺防治法第 11 條, 可能有法定通報責任"
  })
  void namesTheArticle(String topic, String kind, String article, String words) {
    Map<String, Object> input = concern(topic);
    input.put("gatekeeperKind", kind);
    Answer first = app.input("SubmitConcern", input).root().at("advice", 0);
    assertThat(first.text("why")).contains(article, words);
    assertThat(first.text("duties", 0, "text")).contains(article, words);
    assertThat(first.text("duties", 0, "source", "asOf")).matches("20\\d\\d-\\d\\d-\\d\\d");
  }

  /// G4: victims are told nothing of duties to report, whatever the topics.
  @Test
  void tellsNobodyWhoAsksForHelpOfDuties() {
    Map<String, Object> input = help("DOMESTIC_VIOLENCE");
    input.put(
        "otherTopics",
        List.of("CHILD_PROTECTION", "ELDER_PROTECTION", "MENTAL_SUBSTANCE_SUICIDE", "PARENTING"));
    Answer advice = app.input("RequestHelp", input).root().at("advice");
    assertThat(advice.each("legalDuty")).containsOnly("false");
    assertThat(advice.each("why")).noneMatch(why -> why.contains("通報責任"));
    for (int row = 0; row < advice.size(); row++) {
      assertThat(advice.at(row, "duties").size()).isZero();
    }
  }

  /// G6: in a crisis no closed line is named.
  @ParameterizedTest
  @ValueSource(strings = {"MENTAL_SUBSTANCE_SUICIDE", "DOMESTIC_VIOLENCE", "CHILD_PROTECTION"})
  void namesOnlyLinesThatAreNotClosed(String topic) {
    Answer first = app.input("RequestHelp", help(topic)).root().at("advice", 0, "resources");
    for (int line = 0; line < first.size(); line++) {
      assertThat(first.text(line, "availability", "state")).isNotEqualTo("CLOSED");
    }
  }

  /// G6: a person who needs an interpreter gets lines that answer in that language now first.
  @Test
  void putsWhoeverSpeaksTheInterpretersLanguageFirst() {
    Map<String, Object> input = help("MENTAL_SUBSTANCE_SUICIDE");
    input.put("interpreter", "vi");
    Answer advice = app.input("RequestHelp", input).root().at("advice");
    assertThat(advice.text(0, "resources", 0, "key")).isEqualTo("tw.hotline.1955");
    assertThat(advice.each("code")).endsWith("in-your-language");
  }

  /// G11: the city's own employment office, and the line for drugs.
  @Test
  void namesTheCitysOwnEmploymentOffice() {
    Answer advice = app.input("RequestHelp", help("EMPLOYMENT")).root().at("advice");
    assertThat(advice.at(0, "resources").each("key")).contains("tpe.employment");
    Map<String, Object> elsewhere = help("EMPLOYMENT");
    elsewhere.put("area", "65000010");
    assertThat(app.input("RequestHelp", elsewhere).root().at("advice", 0, "resources").each("key"))
        .contains("tw.hotline.0800777888")
        .doesNotContain("tpe.employment");
  }

  /// G11: the guide asks for each thing separately, and for conduct that frightens a neighbourhood.
  @ParameterizedTest
  @CsvSource({
    "suicidalThoughts, suicide-prevention, tw.hotline.1925",
    "substanceUse, substance-use, tw.hotline.0800770885",
    "violentWhileIll, illness-with-violence, tpe.cmhc",
    "frighteningConduct, community-safety, tpe.district-office.63000030",
    "frighteningConduct, community-safety, tpe.welfare-centre.63000030",
    "unemployment, employment, tpe.employment",
    "careBurden, care-burden, tw.hotline.1966",
    "parentingConflict, parenting, tw.hotline.4128185",
    "youthBehaviour, youth-behaviour, tw.hotline.1980"
  })
  void asksApartInTheGuide(String sign, String code, String line) {
    Map<String, Object> situation = Map.of(sign, true, "area", "63000030");
    Answer guide = app.ask("ChannelGuide", Map.of("situation", situation)).root();
    assertThat(guide.text(0, "code")).isEqualTo(code);
    assertThat(guide.at(0, "resources").each("key")).contains(line);
  }

  /// Frightening conduct leads to the people whom the plan names.
  @Test
  void namesTheBoroughChiefTheDistrictOfficeAndTheCaseConference() {
    Answer guide =
        app.ask("ChannelGuide", Map.of("situation", Map.of("frighteningConduct", true))).root();
    assertThat(guide.text(0, "why")).contains("里長", "區公所", "個案研討會");
  }

  /// Every answer in an unreviewed language says once that it is a draft.
  @ParameterizedTest
  @CsvSource({
    "vi, chưa được người bản ngữ",
    "id, penutur asli",
    "th, เจ้าของภาษา",
    "fil, katutubo"
  })
  void saysOnceThatTheWordsAreDrafts(String language, String words) {
    Map<String, Object> input = help("ECONOMIC");
    Answer received = app.ask("RequestHelp", Map.of("input", input), language).root();
    List<String> notices = new ArrayList<>();
    for (int notice = 0; notice < received.at("notices").size(); notice++) {
      notices.add(received.text("notices", notice));
    }
    assertThat(notices).filteredOn(notice -> notice.contains(words)).hasSize(1);
    Answer guide =
        app.ask("ChannelGuide", Map.of("situation", Map.of("violence", true)), language).at("data");
    assertThat(guide.text("draftNotice")).contains(words);
  }

  @Test
  void saysNothingOfDraftsInChinese() {
    Answer received = app.input("RequestHelp", help("ECONOMIC")).root();
    assertThat(received.at("notices").size()).isEqualTo(2);
    assertThat(app.ask("HelpingSteps", Map.of(), "zh-TW").at("data", "draftNotice").isNull())
        .isTrue();
  }

  /// G5: nobody comes from 113. Who is refused reads where help comes from, and what it is.
  @ParameterizedTest
  @CsvSource({
    "zh-TW, 110（警察）",
    "en, 110 (police)",
    "vi, 110 (cảnh sát)",
    "id, 110 (polisi)",
    "th, 110 (ตำรวจ)",
    "fil, 110 (pulis)"
  })
  void offersNoLineInThePlaceOfThePolice(String language, String police) {
    Map<String, Object> empty = concern("ECONOMIC");
    empty.put("words", " ");
    Answer refused = app.ask("SubmitConcern", Map.of("input", empty), language).root();
    assertThat(refused.text("message"))
        .contains(police, "119", "113")
        .doesNotContainPattern("110[^0-9]{0,24}113");
  }

  /// G7: a phone that somebody else reads tells nothing by the office's name.
  @ParameterizedTest
  @ValueSource(strings = {"DOMESTIC_VIOLENCE", "SEXUAL_ASSAULT", "ECONOMIC"})
  void namesTheOfficeAlikeForEveryTopic(String topic) {
    Map<String, Object> input = help(topic);
    assertThat(app.input("RequestHelp", input).root().text("view", "office")).isEqualTo("臺北市受理中心");
    Answer proof = app.ask("CaseProof", Map.of("receipt", input.get("receipt"))).root();
    assertThat(proof.text("statement")).contains("臺北市受理中心").doesNotContain("暴力", "性侵");
  }

  /// G8: no blame, and nobody is sent back to what has failed them.
  @Test
  void blamesNobodyAndSendsNobodyBack() {
    Map<String, Object> situation =
        Map.of("suicidalThoughts", true, "otherChannelsFailed", true, "violence", true);
    Answer guide = app.ask("ChannelGuide", Map.of("situation", situation)).root();
    assertThat(guide.each("title")).noneMatch(title -> title.contains("想不開"));
    assertThat(guide.each("why")).noneMatch(why -> why.contains("請先試過"));
    assertThat(app.ask("HelpingSteps", Map.of()).root().text(0, "text"))
        .contains("安全")
        .doesNotContain("走近");
  }

  /// A sender from a county that has not joined finds that county's own offices.
  @Test
  void leadsSendersOfOtherCountiesToTheirOwnOffices() {
    Map<String, Object> input = concern("DOMESTIC_VIOLENCE");
    input.put("area", "64000120");
    Answer refused = app.input("SubmitConcern", input).root();
    assertThat(refused.text("code")).isEqualTo("NOT_SERVED_HERE");
    assertThat(refused.at("advice").each("code")).containsExactly("not-served", "adult-protection");
    assertThat(refused.at("advice", 1, "resources").each("key"))
        .startsWith("tw.hotline.113")
        .contains("khh.dv-centre");
  }

  private static List<String> list(@Nullable String names) {
    return names == null ? List.of() : Arrays.asList(names.split(" "));
  }

  private static Map<String, Object> concern(String topic) {
    return new HashMap<>(
        Map.of(
            "receipt", Receipt.random(new SecureRandom()).text(),
            "topic", topic,
            "urgency", "ROUTINE",
            "words", "看到一些事。",
            "area", "63000030"));
  }

  private static Map<String, Object> help(String topic) {
    return concern(topic);
  }
}
