package tw.shouwang.i18n;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A text of the data in all languages in which it exists.
///
/// [#in(Language)] falls back from the language asked for to English, then to Traditional Chinese,
/// then to any other, and says which language it took, so that an app can mark up the text's
/// language.
public record LocalizedText(Map<Language, String> texts) {

  private static final List<Language> FALLBACKS = List.of(Language.EN, Language.ZH_TW);

  public LocalizedText {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("a localized text needs at least one language");
    }
    texts = Collections.unmodifiableMap(new EnumMap<>(texts));
  }

  /// A text as it is served, and the language that it is written in.
  public record InLanguage(String text, Language language) {}

  public static LocalizedText of(String zhTw, String en) {
    return new LocalizedText(Map.of(Language.ZH_TW, zhTw, Language.EN, en));
  }

  public InLanguage in(Language asked) {
    String exact = texts.get(asked);
    if (exact != null) {
      return new InLanguage(exact, asked);
    }
    for (Language fallback : FALLBACKS) {
      String text = texts.get(fallback);
      if (text != null) {
        return new InLanguage(text, fallback);
      }
    }
    Language any = texts.keySet().iterator().next();
    return new InLanguage(texts.getOrDefault(any, ""), any);
  }

  /// Only the text of [#in(Language)].
  public String text(Language asked) {
    return in(asked).text();
  }
}
