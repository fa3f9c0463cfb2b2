package tw.shouwang.api.pages;

import java.util.Map;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The pages' own texts in one language.
public final class PageWords {

  private static final Messages MESSAGES = Messages.of("pages");
  private static final Messages DIRECTORY = Messages.of("directory");

  private final Language language;

  PageWords(Language language) {
    this.language = language;
  }

  public String text(String key) {
    return MESSAGES.text(language, key);
  }

  public String text(String key, Map<String, ?> arguments) {
    return MESSAGES.text(language, key, arguments);
  }

  /// A day of the week, as the directory's hours name it.
  ///
  /// @param weekday 1 for Monday to 7
  public String day(int weekday) {
    return DIRECTORY.text(language, "hours.day." + weekday);
  }

  public boolean has(String key) {
    return MESSAGES.has(key);
  }

  /// The name of a language in that language.
  public static String ownName(Language language) {
    return MESSAGES.text(language, "language.own");
  }
}
