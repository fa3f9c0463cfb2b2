package tw.shouwang.api.directory.understanding;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Phrases of one language with the same meaning: one line of the lexicon.
///
/// A phrase may contain `…` for a gap of a few characters, and `*` at the end of a word for any
/// ending.
///
/// @param what the code of the situation that the phrases say, or of the person whom they mention;
///   null for the other kinds
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
    /// The phrase shows that the text is about a word, a work or an office; lowers the model's
    /// weight only.
    ABOUT
  }

  public LexiconGroup {
    phrases = List.copyOf(phrases);
    if ((kind == Kind.SAYS || kind == Kind.HINT || kind == Kind.PERSON) != (what != null)) {
      throw new IllegalArgumentException("only phrases that say or tell of something name it");
    }
  }

  /// Identifies the group: `says.suicide.th`.
  public String key() {
    return kind.name().toLowerCase(Locale.ROOT) + (what == null ? "" : "." + what) + "." + language;
  }
}
