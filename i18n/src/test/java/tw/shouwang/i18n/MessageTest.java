package tw.shouwang.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

  private static final Map<String, Date> LATE =
      Map.of("on", Date.from(Instant.parse("2026-11-21T17:00:00Z")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ZH_TW | 2026年11月22日
          EN    | Nov 22, 2026
          VI    | 22 thg 11, 2026
          ID    | 22 Nov 2026
          TH    | 22 พ.ย. 2569
          FIL   | Nob 22, 2026
          """)
  void writesDatesByEachLanguagesOwnCalendarInTaipeisZone(Language language, String expected) {
    assertThat(new Message("{on, date, ::yMMMd}", language).fill(LATE)).isEqualTo(expected);
  }

  @Test
  void countsAnEraInYearsOfTheRepublicForChineseReaders() {
    assertThat(new Message("{on, date, ::GyMMMd}", Language.ZH_TW).fill(LATE))
        .isEqualTo("民國115年11月22日");
    assertThat(new Message("{on, date, ::yMMMd}（{on, date, ::Gy}）", Language.ZH_TW).fill(LATE))
        .isEqualTo("2026年11月22日（民國115年）");
  }

  @Test
  void takesDaysAndInstantsAsTheyAre() {
    Message message = new Message("{on, date, ::yMMMd}", Language.EN);
    assertThat(message.fill(Map.of("on", LocalDate.of(2026, 11, 22)))).isEqualTo("Nov 22, 2026");
    assertThat(message.fill(Map.of("on", Instant.parse("2026-11-21T17:00:00Z"))))
        .isEqualTo("Nov 22, 2026");
  }

  /// What is not parsed reads as ICU would read it.
  @ParameterizedTest
  @ValueSource(strings = {"", "撥打 110 #1｜#2 | <b> & 50% \\u4e00 $1 ’", "# hours", "one|two"})
  void textWithoutSyntaxIsWhatItIs(String text) {
    assertThat(new Message(text, Language.EN).fill(Map.of()))
        .isEqualTo(text)
        .isEqualTo(new MessageFormat(text).format(new Object[0]));
  }

  @Test
  void pluralsFollowTheLanguage() {
    String pattern = "{count, plural, one {# hour} other {# hours}}";
    assertThat(new Message(pattern, Language.EN).fill(Map.of("count", 1))).isEqualTo("1 hour");
    assertThat(new Message(pattern, Language.EN).fill(Map.of("count", 24))).isEqualTo("24 hours");
  }

  @Test
  void isNotFilledByTooLittleOrByTheWrongKind() {
    Message message = new Message("until {at, date, ::Hm} at {place}", Language.EN);
    assertThat(message.fill(Map.of("place", "home"))).isNull();
    assertThat(message.fill(Map.of("at", "noon", "place", "home"))).isNull();
    assertThat(message.fillWhatIsThere(Map.of("at", "noon", "place", "home")))
        .isEqualTo("until noon at home");
    assertThat(message.fillWhatIsThere(Map.of())).isEqualTo("until  at ");
  }

  @Test
  void leavesAGapInAPluralToo() {
    Message message = new Message("in {n, plural, other {# days}}", Language.EN);
    assertThat(message.fillWhatIsThere(Map.of())).startsWith("in ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "th-TH-u-ca-buddhist-nu-thai", "ar-EG"})
  void doesNotShowTheMachinesLocaleOrZone(String tag) {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    String before = new Message("I {n, number} {on, date, ::yMMMdHm}", Language.EN).fill(all());
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
      assertThat(new Message("I {n, number} {on, date, ::yMMMdHm}", Language.EN).fill(all()))
          .isEqualTo(before);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private static Map<String, Object> all() {
    return Map.of("n", 1234.5, "on", Date.from(Instant.EPOCH));
  }
}
