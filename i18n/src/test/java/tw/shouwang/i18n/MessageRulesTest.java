package tw.shouwang.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each rule finds its fault, in every language in which it can occur.
class MessageRulesTest {

  /// G5: 113 is not an emergency number.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ZH_TW | 有立即危險請馬上撥 110（警察）或 113。
          ZH_TW | 有危險請撥 113 或 119。
          EN    | In immediate danger call 110 (police) or 113.
          VI    | Nếu nguy hiểm, hãy gọi 110 (cảnh sát) hoặc 113.
          ID    | Jika dalam bahaya, telepon 110 (polisi) atau 113.
          TH    | หากมีอันตราย โทร 110 (ตำรวจ) หรือ 113
          FIL   | Kung may panganib, tumawag sa 110 (pulis) o 113.
          """)
  void findsAnEmergencyNumberThatIsNone(Language language, String text) {
    assertThat(problems(language, text)).anyMatch(each -> each.startsWith("113 is no emergency"));
  }

  /// G5: a message with 110 says that it is the police.
  @ParameterizedTest
  @CsvSource({
    "ZH_TW, 請撥 110。",
    "EN, Call 110.",
    "VI, Hãy gọi 110.",
    "ID, Telepon 110.",
    "TH, โทร 110",
    "FIL, Tumawag sa 110."
  })
  void findsAPoliceNumberThatDoesNotSaySo(Language language, String text) {
    assertThat(problems(language, text)).anyMatch(each -> each.contains("it is the police"));
  }

  /// G6: no message promises opening hours.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ZH_TW | 1957 每天 8 點到 22 點。
          ZH_TW | 撥 1925，24 小時都有人聽。
          EN    | 1957 is there from 8 am to 10 pm.
          EN    | Somebody listens day and night.
          VI    | 1957 làm việc từ 8 giờ.
          VI    | Ngày đêm có người nghe.
          ID    | 1957 melayani pukul 8 sampai 22.
          ID    | Siang malam ada yang mendengarkan.
          TH    | มีคนรับฟังทั้งวันทั้งคืน
          TH    | 1957 เปิด 8 ถึง 22 นาฬิกา
          FIL   | May nakikinig araw at gabi.
          FIL   | Mula 8 ng umaga.
          """)
  void findsHoursInASentence(Language language, String text) {
    assertThat(problems(language, text)).anyMatch(each -> each.contains("holds hours"));
  }

  @Test
  void doesNotTakeADeadlineOfTheLawForHours() {
    assertThat(problems(Language.ZH_TW, "最遲 24 小時內通報。")).isEmpty();
    assertThat(problems(Language.EN, "Report within 24 hours."))
        .noneMatch(it -> it.contains("hours;"));
  }

  /// G8, G9: words that hurt or mislead are found.
  @ParameterizedTest
  @CsvSource({
    "ZH_TW, 想不開的人",
    "EN, He wants to commit suicide",
    "VI, Người tự sát",
    "ID, Ingin mengakhiri hidup",
    "FIL, May sakit sa isip",
    "TH, เขาป่วยทางจิต",
    "EN, Keep the receipt",
    "FIL, Itago ang resibo"
  })
  void findsAWordThatHurtsOrMisleads(Language language, String text) {
    assertThat(problems(language, text))
        .anyMatch(each -> each.startsWith("The glossary never says"));
  }

  @Test
  void findsATermThatTheTextCallsOtherwise() {
    assertThat(check(Language.VI, "請抄下收執碼。", "Hãy chép lại con số.", Set.of()))
        .anyMatch(each -> each.contains("mã biên nhận"));
  }

  /// G9: words to be spoken must be in quotation marks.
  @Test
  void findsWordsToBeSpokenWithoutQuotationMarks() {
    assertThat(check(Language.EN, "輕聲問：「你還好嗎？」", "Ask softly: Are you all right?", Set.of()))
        .anyMatch(each -> each.contains("quotation marks"));
    assertThat(check(Language.EN, "輕聲問：「你還好嗎？」", "Ask softly: “Are you all right?”", Set.of()))
        .isEmpty();
  }

  @Test
  void findsOtherNumbersAndPlaceholders() {
    assertThat(check(Language.EN, "撥 1957。", "Call 1966.", Set.of())).hasSize(1);
    assertThat(check(Language.EN, "{name}好", "Hello {who}", Set.of())).hasSize(1);
    assertThat(check(Language.EN, "好", "Hello {who", Set.of())).hasSize(1);
  }

  @Test
  void findsWhatDoesNotFitItsPlace() {
    assertThat(check(Language.EN, "好", "a".repeat(31), Set.of(MessageTag.BUTTON))).hasSize(1);
    assertThat(check(Language.EN, "好", "a".repeat(111), Set.of(MessageTag.PUSH))).hasSize(1);
    assertThat(check(Language.EN, "好", "Hello 好", Set.of())).hasSize(1);
    assertThat(check(Language.TH, "好", "Hello", Set.of())).hasSize(1);
    assertThat(check(Language.ID, "好", "Halo <b>", Set.of())).hasSize(1);
    assertThat(check(Language.ID, "好", " Halo", Set.of())).hasSize(1);
  }

  /// The broken rules of a text, except that it is a translation of itself.
  private static List<String> problems(Language language, String text) {
    String numbers = text.replaceAll("[^0-9 ]", "");
    return language == Language.ZH_TW
        ? check(language, text, text, Set.of())
        : check(language, numbers, text, Set.of());
  }

  private static List<String> check(
      Language language, String master, String text, Set<MessageTag> tags) {
    return new MessageRules(language).problems("guidance", tags, master, text);
  }
}
