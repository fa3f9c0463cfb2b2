package tw.shouwang.api.directory.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.snapshot.Snapshots;
import tw.shouwang.i18n.Language;

/// The card as its receiver reads it.
class ShareTextTest {

  private final DirectoryWords words = new DirectoryWords();
  private final ShareText shareText =
      new ShareText(words, new ContactWords(words, new HoursWords(words)), new LanguageHelp());

  /// G10: if a number has different hours by language, the card says which are which.
  @Test
  void saysForWhichLanguageEachOfANumbersHoursAre() {
    assertThat(card("tw.hotline.1990", Language.ZH_TW))
        .containsSubsequence(
            "電話：1990（華語、英語、日語；免付費）",
            "※時間：每天 24 小時；國定假日照常服務",
            "電話：1990（越南語；免付費）",
            "※時間：週一至週五 09:00–17:00；國定假日是否服務尚未確認",
            "電話：1990（印尼語、泰語、柬埔寨語；免付費）",
            "※時間：服務時間尚未確認",
            "※平日 8 小時，確切時段未查得。");
  }

  @Test
  void saysWhetherSomebodyAnswersInTheReadersLanguageNow() {
    assertThat(card("tw.hotline.1990", Language.EN)).anyMatch(line -> line.endsWith("): Open"));
    assertThat(card("tw.hotline.1990", Language.VI))
        .anyMatch(line -> line.startsWith("Bây giờ") && line.contains("Ngoài giờ làm việc"));
  }

  @Test
  void saysForWhichAreaOtherHoursAre() {
    assertThat(card("tw.hotline.1966", Language.ZH_TW))
        .containsSubsequence(
            "電話：1966（臺北市以外）",
            "※前 5 分鐘免費。",
            "電話：1966（臺北市）",
            "※時間：週一至週五 08:30–17:30；國定假日休息",
            "※前 5 分鐘免費。");
    assertThat(card("tw.emergency.119", Language.EN))
        .anyMatch(line -> line.equals("Text message: 0911511902 (Taipei City)"));
  }

  @Test
  void givesTheNewNumberInPlaceOfOneThatNobodyAnswers() {
    assertThat(card("tw.hotline.0800788995", Language.ZH_TW))
        .contains("這個號碼已停用，請改用「1925 安心專線」。", "電話：1925（免付費）")
        .noneMatch(line -> line.startsWith("現在") || line.startsWith("電話：0800"));
  }

  @Test
  void saysWhatIsDoubtfulAboutTheHours() {
    assertThat(card("tw.hotline.0800777888", Language.EN))
        .containsSubsequence(
            "Hours: Hours not confirmed",
            "– 24 hours is stated only by a source of 2017 and is still to be checked.");
    assertThat(card("tw.hotline.1925", Language.ZH_TW))
        .containsSubsequence("線上文字服務：官方網站提供文字協談。", "※時間：服務時間尚未確認");
  }

  /// G10: "hours: not confirmed, now: hours not confirmed" would be no answer.
  @Test
  void doesNotAnswerNowWithTheHours() {
    assertThat(card("ntpc.cmhc-zone.north", Language.ZH_TW))
        .contains("時間：服務時間尚未確認")
        .anyMatch(line -> line.startsWith("現在（") && line.endsWith("：不確定現在是否有人接聽"));
  }

  /// G10: all times on a card are in the form of its language.
  @Test
  void writesTimesAndDaysAsTheReaderDoes() {
    assertThat(timesOn(card("tpe.welfare-centre.63000010", Language.VI))).allMatch(at("8:30"));
    assertThat(timesOn(card("tpe.welfare-centre.63000010", Language.ID))).allMatch(at("08.30"));
    assertThat(timesOn(card("tpe.welfare-centre.63000010", Language.ZH_TW))).allMatch(at("08:30"));
    assertThat(card("tpe.welfare-centre.63000010", Language.TH))
        .anyMatch(line -> line.startsWith("ข้อมูล ณ 1 ม.ค. 2562 ("));
  }

  private static List<String> timesOn(List<String> card) {
    return Pattern.compile("\\b0?8[.:]30\\b")
        .matcher(String.join("\n", card))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static Predicate<String> at(String time) {
    return time::equals;
  }

  /// G10: brackets are not nested, and no space follows a Chinese punctuation mark.
  @Test
  void setsNoBracketsIntoBracketsAndNoSpaceBehindAChineseMark() {
    for (int number = 0; number < Snapshots.pack().size(); number++) {
      Entry entry = Snapshots.pack().item(number).entry();
      for (Language language : Language.values()) {
        for (String line :
            card(entry.key(), language).subList(1, card(entry.key(), language).size())) {
          assertThat(line)
              .as("%s in %s", entry.key(), language)
              .doesNotContainPattern("[（(][^）)]*[（(]")
              .doesNotContainPattern("[」）。，；] ");
        }
      }
    }
  }

  @Test
  void everyCardHasANameAWayToReachItItsHoursAndItsAge() {
    for (int number = 0; number < Snapshots.pack().size(); number++) {
      Entry entry = Snapshots.pack().item(number).entry();
      for (Language language : List.of(Language.ZH_TW, Language.EN)) {
        List<String> card = card(entry.key(), language);
        assertThat(card).as(entry.key()).first().isEqualTo(entry.name().text(language));
        assertThat(String.join("\n", card))
            .as(entry.key())
            .contains("" + entry.asOf().getYear())
            .matches("(?s).*(：|: )[0-9][0-9#-]{2,}.*")
            .doesNotContain("null", "{", "()", "（）");
      }
    }
  }

  private List<String> card(String key, Language language) {
    Resource resource =
        new Resource(
            Snapshots.pack(),
            Snapshots.pack().byKey(key).orElseThrow(),
            ContactScope.everywhere(),
            null);
    return List.of(shareText.card(resource, Snapshots.SUNDAY_NIGHT, language).split("\n"));
  }
}
