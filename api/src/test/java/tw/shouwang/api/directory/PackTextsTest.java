package tw.shouwang.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.EntryContact;
import tw.shouwang.api.directory.snapshot.Snapshots;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LocalizedText;
import tw.shouwang.i18n.Messages;

/// The texts of the packed directory in every language. Names stay the official ones.
class PackTextsTest {

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /// Lines that answer only in Chinese, as titles of messages in other languages say.
  private static final List<String> CHINESE_ONLY = List.of("1925", "1995", "1980", "1957", "1966");

  private record Text(String where, LocalizedText text) {}

  /// G9: no text of the pack is missing in a language.
  @Test
  void everyPurposeAndNoteIsInEveryLanguage() {
    for (Text text : texts()) {
      assertThat(text.text().texts().keySet())
          .as(text.where())
          .containsExactlyInAnyOrder(Language.values());
    }
  }

  @Test
  void numbersAreTheSameInEveryLanguage() {
    for (Text text : texts()) {
      for (Language language : Language.values()) {
        assertThat(numbers(text.text().text(language)))
            .as("%s in %s", text.where(), language)
            .isEqualTo(numbers(text.text().text(Language.ZH_TW)));
      }
    }
  }

  @Test
  void noTextIsACopyOfTheEnglish() {
    for (Text text : texts()) {
      for (Language language : List.of(Language.VI, Language.ID, Language.TH, Language.FIL)) {
        String own = text.text().text(language);
        // A list of languages is the same in Filipino.
        if (own.contains(" ") && own.length() > 30) {
          assertThat(own).as(text.where()).isNotEqualTo(text.text().text(Language.EN));
        }
      }
    }
  }

  /// G6: titles of advice say "(in Chinese)" of these lines and must change if one answers in more
  /// languages.
  @Test
  void theLinesThatTitlesCallChineseAreChinese() {
    for (String number : CHINESE_ONLY) {
      Entry entry = Snapshots.pack().byKey("tw.hotline." + number).orElseThrow().entry();
      assertThat(entry.languages()).as(number).containsExactly("zh-TW");
    }
  }

  /// G9: CLDR has no name of some languages in Indonesian and Filipino, and then a card said `nan`.
  @Test
  void everyLanguageOfAnEntryHasOurOwnName() {
    Messages names = Messages.of("names");
    for (int number = 0; number < Snapshots.pack().size(); number++) {
      Entry entry = Snapshots.pack().item(number).entry();
      assertThat(Stream.concat(entry.languages().stream(), entry.interpreterLanguages().stream()))
          .as(entry.key())
          .allMatch(tag -> names.has("language." + tag));
    }
  }

  private static List<Text> texts() {
    List<Text> texts = new ArrayList<>();
    for (int number = 0; number < Snapshots.pack().size(); number++) {
      Entry entry = Snapshots.pack().item(number).entry();
      add(entry.key() + " purpose", entry.purpose(), texts);
      add(entry.key() + " hours", entry.hours().note(), texts);
      for (EntryContact contact : entry.contacts()) {
        add(entry.key() + " contact", contact.note(), texts);
      }
    }
    assertThat(texts).hasSizeGreaterThan(100);
    return texts;
  }

  private static void add(String where, @Nullable LocalizedText text, List<Text> texts) {
    if (text != null) {
      texts.add(new Text(where, text));
    }
  }

  private static TreeSet<String> numbers(String text) {
    TreeSet<String> numbers = new TreeSet<>();
    DIGITS.matcher(text).results().map(MatchResult::group).forEach(numbers::add);
    return numbers;
  }
}
