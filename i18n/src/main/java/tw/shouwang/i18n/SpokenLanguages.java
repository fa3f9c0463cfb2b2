package tw.shouwang.i18n;

import com.ibm.icu.util.ULocale;
import java.util.Optional;
import java.util.Properties;

/// Names of spoken languages: for readers, and for the operator who answers a phone line.
///
/// The names are messages of the slice `names` (`language.<tag>`), because CLDR's Chinese names are
/// those of written languages (越南文, 高棉文), and its Indonesian name of Mandarin is not the one that
/// workers use. A language without such a message has CLDR's name.
public final class SpokenLanguages {

  private static final Properties SPOKEN = PropertiesFile.read("/messages/spoken.properties");

  private final Messages names;

  /// @param names the messages of the slice `names`
  public SpokenLanguages(Messages names) {
    this.names = names;
  }

  /// A word for the operator in three forms.
  ///
  /// @param chinese in Chinese characters, 越南語
  /// @param mandarin its pronunciation, Yuè-nán-yǔ
  /// @param known an international word, Vietnam
  public record OperatorWord(String chinese, String mandarin, String known) {}

  /// The reader's name for the spoken language with this BCP 47 tag.
  public String name(String tag, Language reader) {
    return known(tag)
        .map(key -> names.text(reader, key))
        .orElseGet(() -> new ULocale(primary(tag)).getDisplayLanguage(reader.locale()));
  }

  /// The word that a caller says to a Taiwanese operator to be connected in a language. Empty for
  /// Chinese and for a language without such a word.
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
    return LanguageNegotiator.primary(ULocale.forLanguageTag(tag).getLanguage());
  }
}
