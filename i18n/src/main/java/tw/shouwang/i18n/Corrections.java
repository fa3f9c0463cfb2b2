package tw.shouwang.i18n;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.MessageCatalog.Line;

/// Exports a language's messages as a file that a reviewer can correct, and imports that file
/// again.
///
/// The file is a gettext catalogue: the Traditional Chinese is the original, with the English
/// beside it. Every draft is marked fuzzy. The reviewer removes the mark from a right text and
/// rewrites a wrong one; the header says who and when. A text without the mark that was not
/// rewritten is then confirmed. A rewritten text stays a draft until another person confirms it,
/// because nobody confirms their own words.
public final class Corrections {

  /// The header field for the reviewer's name; translators' editors fill it in.
  static final String WHO = "Last-Translator";

  /// The header field for the time of the review. It begins with the day: `2026-11-28`.
  static final String WHEN = "PO-Revision-Date";

  private static final String LANGUAGE = "Language";
  private static final String AS_EXPORTED = "as exported: ";
  private static final int DAY = "2026-11-28".length();
  private static final int LONGEST_NAME = 80;

  private final MessageCatalog catalog;
  private final LocalDate today;

  /// @param today a review with a later day is refused
  public Corrections(MessageCatalog catalog, LocalDate today) {
    this.catalog = catalog;
    this.today = today;
  }

  /// The result of an import: the changes to make, or the reasons why nothing is changed.
  public sealed interface Outcome {

    /// @param texts new texts by `<slice>.<key>`
    /// @param reviews lines for the file of reviews by `<slice>.<key>`
    /// @param reviewer as the header names them
    record Accepted(
        Language language,
        Map<String, String> texts,
        Map<String, String> reviews,
        String reviewer,
        LocalDate on)
        implements Outcome {

      public Accepted {
        texts = new TreeMap<>(texts);
        reviews = new TreeMap<>(reviews);
      }
    }

    /// @param problems one sentence each; one problem is enough to refuse the whole file
    record Refused(List<String> problems) implements Outcome {

      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /// The file of a language.
  ///
  /// @throws IllegalArgumentException for Traditional Chinese, which is the master and corrected in
  ///   its own files
  public String export(Language language) {
    if (language == Language.ZH_TW) {
      throw new IllegalArgumentException("the master is no translation");
    }
    Map<String, String> header = new LinkedHashMap<>();
    header.put("Project-Id-Version", "shouwang");
    header.put(LANGUAGE, language.tag());
    header.put(WHO, "");
    header.put(WHEN, "");
    header.put("Content-Type", "text/plain; charset=UTF-8");
    header.put("Content-Transfer-Encoding", "8bit");
    header.put("X-Glossary", glossary(language));
    Map<String, String> english =
        catalog.lines(Language.EN).stream().collect(Collectors.toMap(Line::name, Line::pattern));
    List<PoFile.Entry> entries = new ArrayList<>();
    for (Line line : catalog.lines(language)) {
      List<String> notes = new ArrayList<>();
      String inEnglish = english.get(line.name());
      if (language != Language.EN && inEnglish != null) {
        notes.add("English: " + inEnglish);
      }
      line.tags().stream().sorted().map(Corrections::note).forEach(notes::add);
      notes.add(AS_EXPORTED + line.fingerprint());
      entries.add(
          new PoFile.Entry(
              line.name(),
              line.master(),
              line.pattern(),
              notes,
              line.state() == ReviewState.DRAFT,
              0));
    }
    return new PoFile(header, entries).write();
  }

  /// Reads a reviewed file. Its texts must pass the same checks as ours ([MessageRules]).
  public Outcome read(String text) {
    PoFile file;
    try {
      file = PoFile.read(text);
    } catch (PoFile.UnreadableException e) {
      return new Outcome.Refused(List.of(Objects.requireNonNull(e.getMessage())));
    }
    List<String> problems = new ArrayList<>();
    Language language = language(file, problems);
    String who = who(file, problems);
    LocalDate when = when(file, problems);
    if (language == null || who == null || when == null) {
      return new Outcome.Refused(problems);
    }
    Review review = new Review(language, who, when, problems);
    review.take(file.entries());
    return problems.isEmpty()
        ? new Outcome.Accepted(language, review.texts, review.reviews, who, when)
        : new Outcome.Refused(problems);
  }

  private static @Nullable Language language(PoFile file, List<String> problems) {
    Language language = file.header(LANGUAGE).flatMap(Language::ofTag).orElse(null);
    if (language == null || language == Language.ZH_TW) {
      problems.add("The header has to name the language: en, vi, id, th or fil.");
      return null;
    }
    return language;
  }

  private static @Nullable String who(PoFile file, List<String> problems) {
    String who = file.header(WHO).orElse("").replaceAll("\\s+", " ").strip();
    boolean usable = who.length() <= LONGEST_NAME && who.chars().noneMatch(Character::isISOControl);
    if (who.isEmpty() || !usable) {
      problems.add(
          "The header has to say who reviewed (%s), a name or a pseudonym of at most %d characters."
              .formatted(WHO, LONGEST_NAME));
      return null;
    }
    return who;
  }

  private @Nullable LocalDate when(PoFile file, List<String> problems) {
    String when = file.header(WHEN).orElse("");
    try {
      LocalDate day = LocalDate.parse(when.substring(0, Math.min(DAY, when.length())));
      if (!day.isAfter(today)) {
        return day;
      }
    } catch (DateTimeException e) {
      // The problem reported below says what a day must look like.
    }
    problems.add(
        "The header has to say on which day it was reviewed (%s), like 2026-11-28, not later than"
                .formatted(WHEN)
            + " today.");
    return null;
  }

  private static String note(MessageTag tag) {
    return switch (tag) {
      case CRISIS -> "Read by somebody in danger or despair: short, plain, calm.";
      case PUSH -> "A push: at most " + MessageTag.PUSH_LIMIT + " characters.";
      case BUTTON -> "A label: at most " + MessageTag.BUTTON_LIMIT + " characters.";
      case SAME -> "May be the same in several languages.";
    };
  }

  private static String glossary(Language language) {
    return Glossary.of(language).terms().stream()
        .filter(term -> !term.say().isEmpty())
        .map(term ->
            (term.master().isEmpty() ? term.name() : term.master().getFirst())
                + " = "
                + term.say().getFirst())
        .collect(Collectors.joining("; "));
  }

  /// One file during its import.
  private final class Review {

    private final Language language;
    private final String who;
    private final LocalDate when;
    private final List<String> problems;
    private final MessageRules rules;
    private final Reviews before;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> reviews = new HashMap<>();

    Review(Language language, String who, LocalDate when, List<String> problems) {
      this.language = language;
      this.who = who;
      this.when = when;
      this.problems = problems;
      this.rules = new MessageRules(language);
      this.before = catalog.reviews(language);
    }

    void take(List<PoFile.Entry> entries) {
      Map<String, Line> lines =
          catalog.lines(language).stream().collect(Collectors.toMap(Line::name, line -> line));
      Map<String, PoFile.Entry> seen = new HashMap<>();
      for (PoFile.Entry entry : entries) {
        Line line = lines.get(entry.context());
        if (line == null) {
          problem(entry, "There is no message of this name.");
        } else if (seen.put(entry.context(), entry) != null) {
          problem(entry, "The message stands in the file twice.");
        } else {
          take(entry, line);
        }
      }
    }

    private void take(PoFile.Entry entry, Line line) {
      boolean rewritten = !entry.translation().equals(line.pattern());
      if (entry.fuzzy() && !rewritten) {
        return;
      }
      if (!entry.original().equals(line.master())
          || !entry.notes().contains(AS_EXPORTED + line.fingerprint())) {
        problem(
            entry, "The text or its Chinese has changed since the file was made; export again.");
        return;
      }
      List<String> found =
          rules.problems(line.slice(), line.tags(), line.master(), entry.translation());
      found.forEach(each -> problem(entry, each));
      if (!found.isEmpty()) {
        return;
      }
      String fingerprint = Reviews.fingerprint(line.master(), entry.translation());
      if (rewritten) {
        texts.put(line.name(), entry.translation());
        reviews.put(line.name(), Reviews.corrected(fingerprint, when, who));
      } else if (line.state() == ReviewState.DRAFT) {
        if (before.writtenBy(line.name(), fingerprint, who)) {
          problem(entry, who + " wrote this text, and somebody else has to confirm it.");
        } else {
          reviews.put(line.name(), Reviews.confirmed(fingerprint, when, who));
        }
      }
    }

    private void problem(PoFile.Entry entry, String sentence) {
      problems.add("Line %d, %s: %s".formatted(entry.line(), entry.context(), sentence));
    }
  }
}
