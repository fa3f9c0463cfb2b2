package tw.shouwang.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.UnicodeSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.i18n.MessageCatalog.Line;

/// Holds every message of every slice in every language to the same rules.
class MessageSoundnessTest {

  private static final MessageCatalog CATALOG = MessageCatalog.load();

  private static final Pattern MARKUP =
      Pattern.compile("</?[a-z]+>|&[a-z]+;|\\*\\*|__|\\]\\(|\\{\\{|\\$\\{|TODO|FIXME|\\?\\?\\?");

  private static final UnicodeSet CHINESE = new UnicodeSet("[\\p{Han}。，、；：「」（）]").freeze();
  private static final UnicodeSet THAI = new UnicodeSet("[\\p{Thai}]").freeze();

  /// While somebody builds something new, its words may be in Chinese and English alone; the full
  /// check sets `messages.complete`, and then all six languages have to be there.
  @ParameterizedTest
  @EnumSource(Language.class)
  void everyKeyIsInEveryLanguage(Language language) {
    assumeTrue(
        language == Language.ZH_TW
            || language == Language.EN
            || Boolean.getBoolean("messages.complete"));
    assertThat(CATALOG.missing(language)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aTranslationTakesTheArgumentsOfItsMaster(Language language) {
    Map<String, Line> masters = byName(Language.ZH_TW);
    for (Line line : CATALOG.lines(language)) {
      Line master = masters.get(line.name());
      assertThat(master).as("master of %s", line.name()).isNotNull();
      assertThat(line.arguments())
          .as("%s in %s", line.name(), language.tag())
          .isEqualTo(master == null ? null : master.arguments());
    }
  }

  @ParameterizedTest
  @EnumSource(value = Language.class, names = "ZH_TW", mode = EnumSource.Mode.EXCLUDE)
  void nothingIsACopyOfAnotherLanguage(Language language) {
    Map<Language, Map<String, Line>> others = new HashMap<>();
    for (Language other : List.of(Language.ZH_TW, Language.EN)) {
      others.put(other, byName(other));
    }
    others.remove(language);
    for (Line line : CATALOG.lines(language)) {
      if (!line.tags().contains(MessageTag.SAME)) {
        others.forEach((other, lines) -> {
          Line twin = lines.get(line.name());
          assertThat(line.pattern())
              .as("%s in %s is the text in %s", line.name(), language.tag(), other.tag())
              .isNotEqualTo(twin == null ? null : twin.pattern());
        });
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void isWrittenInItsOwnScript(Language language) {
    for (Line line : CATALOG.lines(language)) {
      String as = line.name() + " in " + language.tag();
      if (language != Language.ZH_TW) {
        assertThat(CHINESE.containsNone(line.pattern())).as(as).isTrue();
      }
      if (language != Language.TH) {
        assertThat(THAI.containsNone(line.pattern())).as(as).isTrue();
      } else if (!line.tags().contains(MessageTag.SAME)
          && line.pattern().codePoints().anyMatch(Character::isLetter)) {
        assertThat(THAI.containsNone(line.pattern())).as(as).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void holdsNoMarkupAndNoStraySpace(Language language) {
    for (Line line : CATALOG.lines(language)) {
      String as = line.name() + " in " + language.tag();
      assertThat(MARKUP.matcher(line.pattern()).find()).as(as).isFalse();
      if (!line.tags().contains(MessageTag.SAME)) {
        assertThat(line.pattern()).as(as).isEqualTo(line.pattern().strip()).isNotEmpty();
      }
      assertThat(line.pattern()).as(as).doesNotContain("\t", "\uFFFD");
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void fitsWhereItIsShown(Language language) {
    for (Line line : CATALOG.lines(language)) {
      if (line.tags().contains(MessageTag.PUSH)) {
        assertThat(characters(line.pattern(), language))
            .as("%s in %s", line.name(), language.tag())
            .isLessThanOrEqualTo(MessageTag.PUSH_LIMIT);
      }
      if (line.tags().contains(MessageTag.BUTTON)) {
        assertThat(characters(line.pattern(), language))
            .as("%s in %s", line.name(), language.tag())
            .isLessThanOrEqualTo(MessageTag.BUTTON_LIMIT);
      }
    }
  }

  @Test
  void keepsEveryNumberToCallInEveryLanguage() {
    Pattern number = Pattern.compile("\\b(110|119|113|1925|1955|1957|1966|1980|1990|1995)\\b");
    Map<String, Line> masters = byName(Language.ZH_TW);
    for (Language language : Language.values()) {
      for (Line line : CATALOG.lines(language)) {
        Line master = masters.get(line.name());
        if (master != null && line.tags().contains(MessageTag.CRISIS)) {
          assertThat(found(number, line.pattern()))
              .as("%s in %s", line.name(), language.tag())
              .containsExactlyInAnyOrderElementsOf(found(number, master.pattern()));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "th-TH-u-nu-thai"})
  void readsTheSameUnderAnyLocaleOfTheMachine(String tag) {
    Locale before = Locale.getDefault();
    List<String> usual = rendered();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(rendered()).isEqualTo(usual);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static List<String> rendered() {
    MessageCatalog catalog = MessageCatalog.load();
    List<String> rendered = new ArrayList<>();
    for (Language language : Language.values()) {
      for (Line line : catalog.lines(language)) {
        rendered.add(new Message(line.pattern(), language).fillWhatIsThere(arguments(line)));
      }
    }
    return rendered;
  }

  private static Map<String, Object> arguments(Line line) {
    return line.arguments().stream()
        .collect(
            Collectors.toMap(
                name -> name,
                name ->
                    line.pattern().contains("{" + name + ", date")
                        ? Date.from(Instant.EPOCH)
                        : (Object) 1234));
  }

  private static List<String> found(Pattern number, String text) {
    return number.matcher(text).results().map(match -> match.group()).distinct().toList();
  }

  private static int characters(String text, Language language) {
    BreakIterator characters = BreakIterator.getCharacterInstance(language.locale());
    characters.setText(text);
    int count = 0;
    while (characters.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }

  private static Map<String, Line> byName(Language language) {
    return CATALOG.lines(language).stream().collect(Collectors.toMap(Line::name, line -> line));
  }
}
