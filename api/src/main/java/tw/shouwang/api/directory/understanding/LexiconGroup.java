package tw.shouwang.api.directory.understanding;

import io.micronaut.serde.annotation.Serdeable;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Phrases of one language with the same meaning: one line of the lexicon.
///
/// A phrase may contain `…` for a gap of a few characters, and `*` at the end of a word for any
/// ending.
///
/// @param what the code of the situation that the phrases say, or of the person they tell of, or
///   [#ALARM]; a name of its own for phrases that name the same; null for the other kinds
/// @param language a primary tag, or `nan` for Taiwanese in Chinese characters
@Serdeable
public record LexiconGroup(
    Kind kind, @Nullable String what, String language, List<String> phrases) {

  /// The effect of a phrase.
  public enum Kind {
    /// The phrase says that something happens.
    SAYS,
    /// The phrase is a joke or has another meaning; phrases within it do not count.
    INSTEAD,
    /// The phrase may say that something happens: a feature for the model, which decides nothing by
    /// itself.
    HINT,
    /// The phrase mentions a person for whom other lines exist: a child, a man, a migrant worker, a
    /// professional.
    PERSON,
    /// The phrase says that it happens right now.
    NOW,
    /// It names somebody or something, whatever is told of them: the same in every language, so
    /// that the model learns from one language what it reads in another.
    NAMES,
    /// The text is about a word, a work or an office; weighs against the model alone.
    ABOUT
  }

  /// The meaning of phrases of the kind `SAYS` that only the staff role's first look uses. A sender
  /// writes such phrases in later messages, which leave out what went before. Search does not use
  /// them, so that an editor can add one without training the model again. Releases that do not
  /// know this meaning skip the phrases, like those of an unknown situation.
  public static final String ALARM = "alarm";

  private static final Set<Kind> TELLING =
      EnumSet.of(Kind.SAYS, Kind.HINT, Kind.PERSON, Kind.NAMES);

  public LexiconGroup {
    phrases = List.copyOf(phrases);
    if (TELLING.contains(kind) != (what != null)) {
      throw new IllegalArgumentException("only phrases that say or tell of something name it");
    }
  }

  /// Identifies the group: `says.suicide.th`.
  public String key() {
    return cue() + "." + language;
  }

  /// What the model knows the group by, the same in every language: `says.suicide`.
  String cue() {
    return kind.name().toLowerCase(Locale.ROOT) + (what == null ? "" : "." + what);
  }
}
