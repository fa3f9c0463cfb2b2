package tw.shouwang.i18n;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says to readers of a language that no native speaker has reviewed that its texts are drafts, and
/// how to have them corrected. A page says it once, at its end; an app asks for it once.
public final class DraftNotice {

  // One decision for the whole process, made at boot before anything is served.
  private static volatile @Nullable String where;

  private static final Messages WORDS = Messages.of("words");

  private DraftNotice() {}

  /// @param address where whoever runs the service takes corrections, as a reader types it; null
  ///   where readers ask the office
  public static void correctionsTo(@Nullable String address) {
    where = address;
  }

  /// The notice in its language; nothing for one that was reviewed.
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
