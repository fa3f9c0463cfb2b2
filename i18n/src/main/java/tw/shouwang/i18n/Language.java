package tw.shouwang.i18n;

import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.Optional;

/// The languages of our own texts. Traditional Chinese is the master and the last fallback. The
/// constants have the names of the GraphQL enum `Language`.
public enum Language {
  ZH_TW("zh-TW"),
  EN("en"),
  VI("vi"),
  ID("id"),
  TH("th"),
  FIL("fil");

  private final String tag;
  private final ULocale locale;

  Language(String tag) {
    this.tag = tag;
    this.locale = ULocale.forLanguageTag(tag);
  }

  /// The BCP 47 tag, e.g. `zh-TW`, used in `Content-Language` and in the names of message files.
  public String tag() {
    return tag;
  }

  /// The locale for this language's plural rules, numbers and dates; never the machine's locale.
  public ULocale locale() {
    return locale;
  }

  /// The language with exactly this tag. [LanguageNegotiator] matches more widely.
  public static Optional<Language> ofTag(String tag) {
    return Arrays.stream(values())
        .filter(language -> language.tag.equalsIgnoreCase(tag))
        .findFirst();
  }
}
