package tw.shouwang.api.pages.integrity;

import java.util.List;
import java.util.stream.Stream;
import tw.shouwang.i18n.Language;

/// The pages whose bytes are the same for everybody who reads them in a language, and that a
/// release lists: those that seal, and one that shows our texts alone. The one place that names
/// them. `/offline` is none of them: it says from when a state is.
public final class CheckedPages {

  /// Their addresses, in the order of the list.
  public static final List<String> PATHS =
      List.of("/report", "/r", "/help", "/case", "/accessibility");

  private CheckedPages() {}

  /// Every address with every language.
  static List<String> addresses() {
    return PATHS.stream()
        .flatMap(path -> Stream.of(Language.values()).map(each -> path + "?lang=" + each.tag()))
        .toList();
  }
}
