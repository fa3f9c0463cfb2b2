package tw.shouwang.i18n;

import com.ibm.icu.util.ULocale;
import java.util.Optional;
import java.util.Properties;

/// Names of languages that people speak with a line: for readers, and for the operator who answers.
///
/// The names are messages of the slice `names` (`language.<tag>`), because CLDR's Chinese ones are
/// of written languages (越南文, 高棉文), and its Indonesian one of Mandarin is not what workers say. A
/// language without such a name has CLDR's.
public final class SpokenLanguages {

  private static final Properties SPOKEN = PropertiesFile.read("/messages/spoken.properties");

  private final Messages names;

  /// @param names the messages of the slice `names`
  public SpokenLanguages(Messages names) {
    this.names = names;
  }

  /// A word for the operator in three forms.
  ///
  /// @param chinese as it is written, 越南語
  /// @param mandarin as it sounds, Yuè-nán-yǔ
  /// @param known a word that is understood everywhere, Vietnam
  public record OperatorWord(String chinese, String mandarin, String known) {}

  /// What a reader calls the spoken language with this BCP 47 tag.
  public String name(String tag, Language reader) {
    return known(tag)
        .map(key -> names.text(reader, key))
        .orElseGet(() -> ULocale.forLanguageTag(tag).getDisplayLanguage(reader.locale()));
  }

  /// What a caller says to a Taiwanese operator to be connected in a language; empty for Chinese
  /// and for a language whose word is not written down.
  public Optional<OperatorWord> operatorWord(String tag) {
    String spoken = SPOKEN.getProperty(primary(tag));
    if (spoken == null) {
      return Optional.empty();
    }
    String[] forms = spoken.split(", ", 2);
    return Optional.of(new OperatorWord(name(tag, Language.ZH_TW), forms[0], forms[1]));
  }

  private Optional<String> known(String tag) {
    String primary = primary(tag);
    String key = "language." + (primary.equals("zh") ? Language.ZH_TW.tag() : primary);
    return names.has(key) ? Optional.of(key) : Optional.empty();
  }

  private static String primary(String tag) {
    String language = ULocale.forLanguageTag(tag).getLanguage();
    return language.equals("tl") ? Language.FIL.tag() : language;
  }
}
