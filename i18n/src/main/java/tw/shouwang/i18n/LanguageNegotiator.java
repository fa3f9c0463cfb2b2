package tw.shouwang.i18n;

import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides the language of an answer: the language that was asked for explicitly, else the first
/// language of `Accept-Language` that we have, else Traditional Chinese.
///
/// Related languages are matched to the nearest that we have: every Chinese (zh-HK, zh-Hans, yue)
/// to Traditional Chinese, Tagalog to Filipino, the old `in` to Indonesian. Unreadable parts of a
/// header are ignored, and so is a header longer than any real one, because a person in need must
/// get an answer. The underscore that many apps send (`vi_VN`) is read as a hyphen.
///
/// People may speak languages that we do not write: [#spoken] returns all languages of the header,
/// so that a reader of Khmer can be sent to a line that answers in Khmer.
public final class LanguageNegotiator {

  private static final int LONGEST_HEADER = 1_000;
  private static final int MOST_SPOKEN = 5;

  /// The two-letter code of each three-letter code of ISO 639-2 that has one.
  private static final Map<String, String> SHORTEST = shortest();

  private LanguageNegotiator() {}

  private static Map<String, String> shortest() {
    Map<String, String> shortest = new HashMap<>();
    for (String code : Locale.getISOLanguages()) {
      shortest.put(Locale.of(code).getISO3Language(), code);
    }
    // The codes of libraries, which the JDK does not know.
    shortest.putAll(
        Map.of("chi", "zh", "bur", "my", "may", "ms", "tib", "bo", "ger", "de", "fre", "fr"));
    return Map.copyOf(shortest);
  }

  public static Language negotiate(@Nullable Language explicit, @Nullable String acceptLanguage) {
    if (explicit != null) {
      return explicit;
    }
    return wanted(acceptLanguage).stream()
        .flatMap(tag -> nearest(tag).stream())
        .findFirst()
        .orElse(Language.ZH_TW);
  }

  /// The languages that the sender of an `Accept-Language` understands, as [#primary] subtags, the
  /// best first, at most five. They may be languages that we have no texts in. A header that names
  /// none means Chinese.
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

  /// The primary language of a BCP 47 tag, without script and region: `zh` for `zh-TW`. Synonyms of
  /// one language give the same value, three-letter codes too: `vi` for `vie`, `fil` for `tgl`.
  public static String primary(String tag) {
    int dash = tag.indexOf('-');
    String language = (dash < 0 ? tag : tag.substring(0, dash)).toLowerCase(Locale.ROOT);
    String shortest = SHORTEST.getOrDefault(language, language);
    return switch (shortest) {
      case "cmn" -> "zh";
      case "tl" -> "fil";
      case "in" -> "id";
      case "iw" -> "he";
      case "ji" -> "yi";
      default -> shortest;
    };
  }

  /// The header's tags with a quality above 0, the most wanted first.
  private static List<String> wanted(@Nullable String acceptLanguage) {
    if (acceptLanguage == null
        || acceptLanguage.isBlank()
        || acceptLanguage.length() > LONGEST_HEADER) {
      return List.of();
    }
    return ranges(acceptLanguage.replace('_', '-')).stream()
        .sorted(Comparator.comparingDouble(LanguageRange::getWeight).reversed())
        .filter(range -> range.getWeight() > 0)
        .map(LanguageRange::getRange)
        .toList();
  }

  /// The readable ranges of a header: an unreadable tag does not spoil the others. (The JDK throws
  /// both exceptions for unreadable tags.)
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

  /// Our language that is nearest to the BCP 47 tag, if there is one.
  public static Optional<Language> nearest(String tag) {
    if (tag.equals("*")) {
      return Optional.of(Language.ZH_TW);
    }
    return switch (primary(ULocale.forLanguageTag(tag).getLanguage())) {
      case "zh", "yue", "nan", "hak" -> Optional.of(Language.ZH_TW);
      case "en" -> Optional.of(Language.EN);
      case "vi" -> Optional.of(Language.VI);
      case "id" -> Optional.of(Language.ID);
      case "th" -> Optional.of(Language.TH);
      case "fil" -> Optional.of(Language.FIL);
      default -> Optional.empty();
    };
  }
}
