package tw.shouwang.api.directory.view;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tw.shouwang.i18n.DraftNotice;
import tw.shouwang.i18n.Language;

/// The field `shareText` without a running service.
public final class Cards {

  private static final DirectoryWords WORDS = new DirectoryWords();
  private static final ShareText TEXT =
      new ShareText(WORDS, new ContactWords(WORDS, new HoursWords(WORDS)), new LanguageHelp());

  private Cards() {}

  public static String card(Resource resource, Instant at, Language language) {
    return Stream.concat(
            Stream.of(TEXT.card(resource, at, language)), DraftNotice.of(language).stream())
        .collect(Collectors.joining("\n"));
  }
}
