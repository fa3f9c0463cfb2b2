package tw.shouwang.api.directory.view;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;
import tw.shouwang.i18n.SpokenLanguages;

/// Describes how a caller gets an answer in their language: from the person who answers, or through
/// an interpreter who joins the call.
@Singleton
public class LanguageHelp {

  private final Messages messages = Messages.of("names");
  private final SpokenLanguages names = new SpokenLanguages(messages);

  /// What to say when the line answers; empty if nobody there is known to speak the language.
  ///
  /// @param spoken BCP 47 tag of the wanted language, also one that we have no texts in
  public Optional<String> how(Resource resource, String spoken, Language language) {
    if (!resource.item().answersIn(IndexedEntry.primary(spoken))) {
      return Optional.empty();
    }
    if (interprets(resource, spoken)) {
      return Optional.of(interpreted(spoken, language));
    }
    // Nothing to say: a line in Taiwan that speaks Chinese, for a reader of Chinese.
    return language == Language.ZH_TW && IndexedEntry.primary(spoken).equals("zh")
        ? Optional.empty()
        : Optional.of(
            messages.text(
                language, "languageHelp.spoken", Map.of("language", names.name(spoken, language))));
  }

  /// What a caller says to be connected with an interpreter.
  public String interpreted(String spoken, Language language) {
    return messages.text(
        language, "languageHelp.interpreted", Map.of("words", word(spoken, language)));
  }

  /// The word that the operator understands, in the reader's quotation marks: an operator in Taiwan
  /// understands neither "tiếng Việt" nor "ภาษาไทย".
  private String word(String spoken, Language language) {
    return names
        .operatorWord(spoken)
        .map(word ->
            language == Language.ZH_TW
                ? "「" + word.chinese() + "」"
                : "“%s” / “%s” (%s)".formatted(word.known(), word.mandarin(), word.chinese()))
        .orElseGet(() -> quoted(spoken, language));
  }

  private String quoted(String spoken, Language language) {
    return language == Language.ZH_TW
        ? "「" + names.name(spoken, language) + "」"
        : "“" + names.name(spoken, Language.EN) + "”";
  }

  boolean interprets(Resource resource, String spoken) {
    return resource.interpreterLanguages().stream()
        .anyMatch(tag -> IndexedEntry.primary(tag).equals(IndexedEntry.primary(spoken)));
  }
}
