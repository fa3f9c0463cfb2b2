package tw.shouwang.api.directory.editing;

import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// What is wrong with an entry, for its editor.
///
/// @param at the place in the entry's JSON, a JSON Pointer (RFC 6901), e.g. `/contacts/1/dial`;
///   empty for the whole entry
public record EntryProblem(String at, Code code) {

  private static final Messages MESSAGES = Messages.of("entries");

  /// Each has its sentence in six languages.
  public enum Code {
    NO_ENTRY,
    UNKNOWN_FIELD,
    MISSING,
    WRONG_TYPE,
    NO_CHOICE,
    WRONG_FORM,
    NO_AREA,
    NO_SOURCE,
    NEVER_CLOSED,
    INVISIBLE,
    UNREADABLE,
    WRONG_TIMES,
    NO_SUCH_AREA,
    NO_SUCH_SOURCE,
    NO_SUCH_ENTRY,
    OTHER_LINK,
    IMPOSSIBLE_NUMBER,
    NO_NUMBER,
    CHANGED_WITHOUT_SOURCE,
    NO_WEB_ADDRESS,
    SUCCESSOR_AND_STATUS,
    SUCCESSOR_NOWHERE
  }

  /// The place and the sentence.
  public String text(Language language) {
    String sentence = MESSAGES.text(language, "problem." + code);
    return at.isEmpty() ? sentence : at + ": " + sentence;
  }
}
