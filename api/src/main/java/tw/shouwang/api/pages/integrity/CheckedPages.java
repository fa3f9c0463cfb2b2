package tw.shouwang.api.pages.integrity;

import java.util.List;
import java.util.stream.Stream;
import tw.shouwang.i18n.Language;

/// The pages whose bytes are the same for everybody who reads them in a language, and that a
/// release lists: the sealed pages, and one with our texts only. The only place that names them.
/// `/offline` is not among them, because it contains the time of its data.
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
