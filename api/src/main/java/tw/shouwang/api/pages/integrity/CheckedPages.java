package tw.shouwang.api.pages.integrity;

import java.util.List;
import java.util.stream.Stream;
import tw.shouwang.i18n.Language;

/// The pages whose bytes are the same for everybody who reads them in a language, and that a
/// release lists. The one place that names them: a page that seals is added here when it is served.
public final class CheckedPages {

  /// Their addresses, in the order of the list. `/offline` is none: it says from when it is.
  public static final List<String> PATHS = List.of("/accessibility");

  private CheckedPages() {}

  /// Every address with every language.
  static List<String> addresses() {
    return PATHS.stream()
        .flatMap(path -> Stream.of(Language.values()).map(each -> path + "?lang=" + each.tag()))
        .toList();
  }
}
