package tw.shouwang.api.words;

import java.util.List;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.MessageCatalog;
import tw.shouwang.i18n.MessageCatalog.Line;
import tw.shouwang.i18n.MessageCatalog.Missing;
import tw.shouwang.i18n.MessageTag;
import tw.shouwang.i18n.ReviewState;

/// A report of the messages in each language: how many, which are missing, and which need a review;
/// plain text.
final class MessageReport {

  private final MessageCatalog catalog;
  private final StringBuilder text = new StringBuilder();

  MessageReport(MessageCatalog catalog) {
    this.catalog = catalog;
  }

  /// @param texts whether each draft is shown with its Traditional Chinese original
  String of(List<Language> languages, boolean texts) {
    text.append("language  messages  missing  draft  (crisis)  reviewed\n");
    languages.forEach(this::count);
    for (Language language : languages) {
      missing(language);
      drafts(language, texts);
    }
    return text.toString();
  }

  boolean complete(List<Language> languages) {
    return languages.stream().allMatch(language -> catalog.missing(language).isEmpty());
  }

  private void count(Language language) {
    List<Line> lines = catalog.lines(language);
    List<Line> drafts = in(lines, ReviewState.DRAFT);
    long crisis = drafts.stream().filter(line -> line.tags().contains(MessageTag.CRISIS)).count();
    text.append(
        "%-8s  %8d  %7d  %5d  %8d  %8d%n"
            .formatted(
                language.tag(),
                lines.size(),
                catalog.missing(language).size(),
                drafts.size(),
                crisis,
                in(lines, ReviewState.REVIEWED).size()));
  }

  private void missing(Language language) {
    for (Missing missing : catalog.missing(language)) {
      text.append(
          "%nmissing in %s: %s.%s".formatted(language.tag(), missing.slice(), missing.key()));
    }
  }

  private void drafts(Language language, boolean texts) {
    List<Line> drafts = in(catalog.lines(language), ReviewState.DRAFT);
    if (drafts.isEmpty()) {
      return;
    }
    text.append(
        "%n%nDrafts in %s; to confirm one, put its line into messages/reviews/%s.properties%n"
            .formatted(language.tag(), language.tag()));
    for (Line draft : drafts) {
      boolean crisis = draft.tags().contains(MessageTag.CRISIS);
      text.append(
          "%s=%s%s%n".formatted(draft.name(), draft.fingerprint(), crisis ? " #crisis" : ""));
      if (texts) {
        text.append("    %s%n    %s%n".formatted(draft.master(), draft.pattern()));
      }
    }
  }

  private static List<Line> in(List<Line> lines, ReviewState state) {
    return lines.stream().filter(line -> line.state() == state).toList();
  }
}
