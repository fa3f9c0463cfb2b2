package tw.shouwang.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.storage.Tables;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;

/// D2, D3, D8: typed texts against the running service with the packed directory.
@MicronautTest(transactional = false)
class SearchTableIT implements EmbeddedTest {

  static final List<CSVRecord> ROWS = Tables.read("searches");

  private static final String WORKDAY = "2026-05-06T10:00:00+08:00";
  private static final String SATURDAY_NIGHT = "2026-11-28T03:00:00+08:00";

  @Inject AppClient app;

  @ParameterizedTest
  @FieldSource("ROWS")
  void whatIsTypedLeadsToTheRightLine(CSVRecord row) {
    Map<String, Object> filter = new HashMap<>(Map.of("text", row.get("text")));
    if (!row.get("area").isEmpty()) {
      filter.put("area", row.get("area"));
    }
    List<String> keys = answer(filter, WORKDAY, "zh-TW").at("nodes").each("key");
    String expected = row.get("begins with");
    if (expected.isEmpty()) {
      assertThat(keys).as("%s", row).isEmpty();
    } else if (expected.startsWith("~")) {
      assertThat(keys.subList(0, 3)).as("%s", row).contains(expected.substring(1));
    } else {
      assertThat(keys).as("%s", row).startsWith(expected.split(" "));
    }
  }

  /// D2: a text that tells something but was not understood leads to lines for anybody.
  @Test
  void whatIsNotUnderstoodIsMarkedAndLeadsToThoseWhoListen() {
    Answer answer = answer(Map.of("text", "asdkjhqwe lkjasd qweoiu zxcv"), WORKDAY, "zh-TW");
    assertThat(answer.text("fallback")).isEqualTo("true");
    assertThat(answer.at("nodes").each("key")).contains("tw.hotline.1957", "tw.hotline.1925");
  }

  /// D2: what the words of such a text find does not take the place of those who listen: an entry
  /// that only resembles them, or one of another area or that is closed.
  @ParameterizedTest
  @CsvSource({
    "bé biếng ăn,, false, true",
    "is it a typhoon day,, false, false",
    "台北市家庭暴力暨性侵害防治中心 地址, 63000030, false, true",
    "社會福利服務中心 地址, 63000030, false, false",
    "社會福利服務中心 地址, 63000030, true, true",
    "1955 tagalog,, false, false"
  })
  void whatTheWordsFindTakesNoPlaceOfThoseWhoListen(
      String text, @Nullable String area, boolean openNow, boolean fallback) {
    Map<String, Object> filter = new HashMap<>(Map.of("text", text, "openNow", openNow));
    if (area != null) {
      filter.put("area", area);
    }
    Answer answer = answer(filter, SATURDAY_NIGHT, "zh-TW");

    assertThat(answer.text("fallback")).isEqualTo(String.valueOf(fallback));
    assertThat(answer.at("nodes").each("key")).containsAnyOf("tw.hotline.1925", "tw.hotline.1995");
  }

  /// When the lines for a need are closed, one for something else must not come before them: who
  /// asked for a rent subsidy at night got a chat for young people first, which was in the list for
  /// no reason at all.
  @ParameterizedTest
  @CsvSource({
    "租金補貼, tw.hotline.1957",
    "以工代賑, tw.hotline.1957",
    "長照2.0 怎麼申請, tw.hotline.1966",
    "托育, tw.hotline.4128185"
  })
  void atNightTheLinesForANeedStayInFront(String text, String key) {
    assertThat(answer(Map.of("text", text), SATURDAY_NIGHT, "zh-TW").at("nodes").each("key"))
        .startsWith(key);
  }

  /// Bad input: a long text is read at both ends and never refused.
  @ParameterizedTest
  @ValueSource(strings = {"家暴", "爸爸打我", "I want to kill myself", "chồng đánh tôi"})
  void aLongTextIsReadAtItsBeginningAndAtItsEnd(String said) {
    String filler = "it was a sunny day and we went to the market. ".repeat(200);
    for (String text : List.of(said + " " + filler, filler + " " + said)) {
      assertThat(text.length()).isGreaterThan(9_000);
      List<String> keys = answer(Map.of("text", text), WORKDAY, "zh-TW").at("nodes").each("key");
      assertThat(keys.subList(0, 2)).containsAnyOf("tw.hotline.113", "tw.hotline.1925");
    }
  }

  /// Bad input: such texts are read and never refused.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "家\u0007暴",
        "\u0001\u0007我想死\u001b[31m",
        "我​想​死",
        "\u202e我想死",
        "我想死\r\n\t\f",
        "I want to die 我想死 ตาย chết",
        "我\uFEFF想死"
      })
  void controlCharactersAndMixedScriptsAreReadThrough(String text) {
    List<String> keys = answer(Map.of("text", text), WORKDAY, "zh-TW").at("nodes").each("key");
    assertThat(keys).first().isIn("tw.hotline.113", "tw.hotline.1925");
  }

  /// D8: the filter by open state uses the hours in the wanted language.
  @Test
  void openMeansThatSomebodyAnswersInTheLanguageAskedFor() {
    Map<String, Object> vietnamese = Map.of("spokenLanguage", "vi", "openNow", true);
    assertThat(answer(vietnamese, SATURDAY_NIGHT, "zh-TW").at("nodes").each("key"))
        .contains("tw.hotline.113")
        .doesNotContain("tw.hotline.1990");
    assertThat(answer(vietnamese, WORKDAY, "zh-TW").at("nodes").each("key"))
        .contains("tw.hotline.1990");
    Answer all = answer(Map.of("spokenLanguage", "vi"), SATURDAY_NIGHT, "zh-TW");
    assertThat(state(all, "tw.hotline.1990")).isEqualTo("CLOSED");
    assertThat(card(all, "tw.hotline.1990")).contains("非服務時間");
    Answer reader = answer(Map.of("text", "1990"), SATURDAY_NIGHT, "vi");
    assertThat(state(reader, "tw.hotline.1990")).isEqualTo("CLOSED");
    assertThat(state(answer(Map.of("text", "1990"), SATURDAY_NIGHT, "zh-TW"), "tw.hotline.1990"))
        .isEqualTo("OPEN");
  }

  /// D8: an uncertain source says from 8:00 to 17:30 on working days.
  @Test
  void hoursThatMayBeWrongAreNotKnownOutsideOfficeHours() {
    String key = "khh.welfare-centre.renwu";
    Map<String, Object> filter = Map.of("text", key);
    assertThat(state(answer(filter, WORKDAY, "zh-TW"), key)).isEqualTo("OPEN");
    assertThat(state(answer(filter, "2026-05-06T17:15:00+08:00", "zh-TW"), key))
        .isEqualTo("UNKNOWN");
    assertThat(state(answer(filter, SATURDAY_NIGHT, "zh-TW"), key)).isEqualTo("CLOSED");
  }

  /// D8: tip lines come last, because they do not help the caller.
  @Test
  void aTipLineHelpsNobody() {
    Map<String, Object> safety = Map.of("topics", List.of("COMMUNITY_SAFETY"), "area", "63000030");
    List<String> keys = answer(safety, WORKDAY, "zh-TW").at("nodes").each("key");
    assertThat(keys).startsWith("tw.emergency.110").endsWith("tpe.drug-tip");
    assertThat(answer(Map.of("area", "63000"), WORKDAY, "zh-TW").at("nodes").each("key"))
        .endsWith("tpe.drug-tip");
    Map<String, Object> tips = Map.of("kinds", List.of("TIP_LINE"), "area", "63000");
    assertThat(answer(tips, WORKDAY, "zh-TW").at("nodes").each("key"))
        .containsExactly("tpe.drug-tip");
  }

  /// D8: Taipei's mental health centre has the right kind.
  @Test
  void theCentreOfMentalHealthOfTaipeiIsOfThatKind() {
    Map<String, Object> filter = Map.of("kinds", List.of("MENTAL_HEALTH_CENTRE"), "area", "63000");
    assertThat(answer(filter, WORKDAY, "zh-TW").at("nodes").each("key"))
        .containsExactly("tpe.cmhc");
  }

  private Answer answer(Map<String, Object> filter, String at, String language) {
    return app.ask("SearchTable", Map.of("filter", filter, "at", at), language)
        .at("data", "resources");
  }

  private static String state(Answer answer, String key) {
    return node(answer, key).text("availability", "state");
  }

  private static String card(Answer answer, String key) {
    return node(answer, key).text("shareText");
  }

  private static Answer node(Answer answer, String key) {
    int place = answer.at("nodes").each("key").indexOf(key);
    return answer.at("nodes", place);
  }
}
