package tw.shouwang.i18n;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells readers that the texts in their language are unreviewed drafts, and how to report
/// corrections. A page says it once, at its end; an app asks for it once.
public final class DraftNotice {

  // Set once for the whole process at boot, before anything is served.
  private static volatile @Nullable String where;

  private static final Messages WORDS = Messages.of("words");

  private DraftNotice() {}

  /// @param address where the operator of the service takes corrections, as a reader types it; null
  ///   where readers ask the office
  public static void correctionsTo(@Nullable String address) {
    where = address;
  }

  /// The notice in this language; empty for a reviewed language.
  public static Optional<String> of(Language language) {
    if (Messages.reviewed(language)) {
      return Optional.empty();
    }
    String address = where;
    return Optional.of(
        address == null
            ? WORDS.text(language, "draft.notice")
            : WORDS.text(language, "draft.noticeAt", Map.of("address", address)));
  }
}
