package tw.shouwang.api.directory.understanding;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Phrases of one language that say the same: one line of the lexicon as it is written down.
///
/// A phrase may hold `…` for a gap of a few signs, and `*` at the end of a word for any ending.
///
/// @param what the code of the situation that the phrases say, or of the person they tell of; null
///   for the other kinds
/// @param language a primary tag, or `nan` for Taiwanese in Chinese characters
@Serdeable
public record LexiconGroup(
    Kind kind, @Nullable String what, String language, List<String> phrases) {

  /// What a phrase does to a text.
  public enum Kind {
    /// It says that something happens.
    SAYS,
    /// It is said in jest or of something else, and takes the words within it away.
    INSTEAD,
    /// It may say that something happens: the model weighs it, it decides nothing alone.
    HINT,
    /// It tells of somebody to whom other lines belong: a child, a man, a migrant worker, a
    /// professional.
    PERSON,
    /// It goes on right now.
    NOW,
    /// The text is about a word, a work or an office; weighs against the model alone.
    ABOUT
  }

  public LexiconGroup {
    phrases = List.copyOf(phrases);
    if ((kind == Kind.SAYS || kind == Kind.HINT || kind == Kind.PERSON) != (what != null)) {
      throw new IllegalArgumentException("only phrases that say or tell of something name it");
    }
  }

  /// Names the group among all: `says.suicide.th`.
  public String key() {
    return kind.name().toLowerCase(Locale.ROOT) + (what == null ? "" : "." + what) + "." + language;
  }
}
