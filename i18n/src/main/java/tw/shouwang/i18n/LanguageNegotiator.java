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
/// as Traditional Chinese, Tagalog as Filipino, the old `in` as Indonesian. What cannot be read in
/// a header counts as not there, and so does a header that is longer than any real one: a person in
/// need gets an answer.
///
/// What somebody speaks may be beyond what we write: [#spoken] keeps the header's other languages,
/// so that a reader of Khmer is led to a line that answers in Khmer.
public final class LanguageNegotiator {

  private static final int LONGEST_HEADER = 1_000;
  private static final int MOST_SPOKEN = 5;

  private LanguageNegotiator() {}

  public static Language negotiate(@Nullable Language explicit, @Nullable String acceptLanguage) {
    if (explicit != null) {
      return explicit;
    }
    return wanted(acceptLanguage).stream()
        .flatMap(tag -> nearest(tag).stream())
        .findFirst()
        .orElse(Language.ZH_TW);
  }

  /// The languages in which the sender of an `Accept-Language` can be spoken to, the best first, as
  /// [#primary] subtags, also those beyond our own; at most five. A header that says nothing means
  /// Chinese.
  public static List<String> spoken(@Nullable String acceptLanguage) {
    List<String> spoken =
        wanted(acceptLanguage).stream()
            .filter(tag -> !tag.equals("*"))
            .map(LanguageNegotiator::primary)
            .distinct()
            .limit(MOST_SPOKEN)
            .toList();
    return spoken.isEmpty() ? List.of(primary(Language.ZH_TW.tag())) : spoken;
  }

  /// The language itself of a BCP 47 tag, without script and region: `zh` of `zh-TW`. Other names
  /// of one language count as the same.
  public static String primary(String tag) {
    int dash = tag.indexOf('-');
    String language = (dash < 0 ? tag : tag.substring(0, dash)).toLowerCase(Locale.ROOT);
    return switch (language) {
      case "cmn" -> "zh";
      case "tl" -> "fil";
      case "in" -> "id";
      default -> language;
    };
  }

  /// The tags of a header that are wanted at all, the most wanted first.
  private static List<String> wanted(@Nullable String acceptLanguage) {
    if (acceptLanguage == null
        || acceptLanguage.isBlank()
        || acceptLanguage.length() > LONGEST_HEADER) {
      return List.of();
    }
    return ranges(acceptLanguage).stream()
        .sorted(Comparator.comparingDouble(LanguageRange::getWeight).reversed())
        .filter(range -> range.getWeight() > 0)
        .map(LanguageRange::getRange)
        .toList();
  }

  /// One tag that cannot be read does not take the others along. (The JDK throws both for what it
  /// cannot read.)
  private static List<LanguageRange> ranges(String header) {
    try {
      return LanguageRange.parse(header);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      List<LanguageRange> readable = new ArrayList<>();
      for (String part : header.split(",", -1)) {
        readable.addAll(range(part));
      }
      return readable;
    }
  }

  private static List<LanguageRange> range(String part) {
    try {
      return LanguageRange.parse(part);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return List.of();
    }
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
