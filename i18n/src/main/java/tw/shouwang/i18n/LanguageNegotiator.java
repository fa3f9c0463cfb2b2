package tw.shouwang.i18n;

import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides the language of an answer: what was asked for explicitly, else the first language of
/// `Accept-Language` that we have, else Traditional Chinese.
///
/// Regional relatives are read as the nearest language we have: every Chinese (zh-HK, zh-Hans, yue)
/// as Traditional Chinese, Tagalog as Filipino, the old `in` as Indonesian. A header that cannot be
/// read, or is longer than any real one, counts as none: a person in need gets an answer.
public final class LanguageNegotiator {

  private static final int LONGEST_HEADER = 1_000;

  private LanguageNegotiator() {}

  public static Language negotiate(@Nullable Language explicit, @Nullable String acceptLanguage) {
    if (explicit != null) {
      return explicit;
    }
    return acceptable(acceptLanguage).orElse(Language.ZH_TW);
  }

  private static Optional<Language> acceptable(@Nullable String acceptLanguage) {
    if (acceptLanguage == null
        || acceptLanguage.isBlank()
        || acceptLanguage.length() > LONGEST_HEADER) {
      return Optional.empty();
    }
    List<LanguageRange> ranges;
    try {
      ranges = new ArrayList<>(LanguageRange.parse(acceptLanguage));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    ranges.sort(Comparator.comparingDouble(LanguageRange::getWeight).reversed());
    return ranges.stream()
        .filter(range -> range.getWeight() > 0)
        .flatMap(range -> nearest(range.getRange()).stream())
        .findFirst();
  }

  /// The language of ours that a reader of the BCP 47 tag reads best, if there is one.
  public static Optional<Language> nearest(String tag) {
    if (tag.equals("*")) {
      return Optional.of(Language.ZH_TW);
    }
    String language = ULocale.forLanguageTag(tag).getLanguage().toLowerCase(Locale.ROOT);
    return switch (language) {
      case "zh", "yue", "nan", "hak", "cmn" -> Optional.of(Language.ZH_TW);
      case "en" -> Optional.of(Language.EN);
      case "vi" -> Optional.of(Language.VI);
      case "id", "in" -> Optional.of(Language.ID);
      case "th" -> Optional.of(Language.TH);
      case "fil", "tl" -> Optional.of(Language.FIL);
      default -> Optional.empty();
    };
  }
}
