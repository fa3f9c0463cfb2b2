package tw.shouwang.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.i18n.MessageCatalog.Line;

/// Applies the rules to every message of every slice in every language.
class MessageSoundnessTest {

  private static final MessageCatalog CATALOG = MessageCatalog.load();

  /// During development messages may exist in Chinese and English only. The full check sets
  /// `messages.complete`, and then all six languages must have them.
  @ParameterizedTest
  @EnumSource(Language.class)
  void everyKeyIsInEveryLanguage(Language language) {
    assumeTrue(
        language == Language.ZH_TW
            || language == Language.EN
            || Boolean.getBoolean("messages.complete"));
    assertThat(CATALOG.missing(language)).isEmpty();
  }

  /// G5 to G9: placeholders, numbers, script, length, 113, hours, quotation marks, the glossary.
  @ParameterizedTest
  @EnumSource(Language.class)
  void keepsToTheRules(Language language) {
    MessageRules rules = new MessageRules(language);
    SoftAssertions all = new SoftAssertions();
    for (Line line : CATALOG.lines(language)) {
      all.assertThat(rules.problems(line.slice(), line.tags(), line.master(), line.pattern()))
          .as("%s in %s: %s", line.name(), language.tag(), line.pattern())
          .isEmpty();
    }
    all.assertAll();
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

  private static Map<String, Line> byName(Language language) {
    return CATALOG.lines(language).stream().collect(Collectors.toMap(Line::name, line -> line));
  }
}
