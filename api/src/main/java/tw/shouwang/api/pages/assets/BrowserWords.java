package tw.shouwang.api.pages.assets;

import java.util.List;
import java.util.Map;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The words that scripts show, in one language. A page has them in its markup. The placeholders
/// `{time}` and `{count}` stay, and the script fills them in.
public record BrowserWords(Language language) {

  /// The names under which somebody may install the page; none says what it is for.
  public static final List<String> APP_NAMES = List.of("local", "notes", "times");

  private static final Messages MESSAGES = Messages.of("browser");
  private static final Map<String, String> FILLED_IN_LATER =
      Map.of("time", "{time}", "count", "{count}");

  public String text(String key) {
    return MESSAGES.text(language, key, FILLED_IN_LATER);
  }
}
