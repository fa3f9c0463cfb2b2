package tw.shouwang.api.directory.view;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import tw.shouwang.api.directory.snapshot.Item;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// Says how a caller gets an answer in their language: from whoever picks up, or through an
/// interpreter who joins the call.
@Singleton
public class LanguageHelp {

  private final Messages messages = Messages.of("names");

  /// What to say when the line is answered; empty where nobody is known to speak the language.
  ///
  /// @param spoken BCP 47 tag of the language to be answered in, also one beyond our own
  public Optional<String> how(Resource resource, String spoken, Language language) {
    if (!resource.item().answersIn(Item.primary(spoken))) {
      return Optional.empty();
    }
    String key = interprets(resource, spoken) ? "languageHelp.interpreted" : "languageHelp.spoken";
    return Optional.of(messages.text(language, key, Map.of("language", named(spoken, language))));
  }

  /// In Vietnamese every such name begins with the word for language, which is small in a sentence.
  private static String named(String spoken, Language language) {
    String name = ShareText.languageName(spoken, language);
    return language == Language.VI && name.startsWith("Tiếng ") ? "t" + name.substring(1) : name;
  }

  boolean interprets(Resource resource, String spoken) {
    return resource.interpreterLanguages().stream()
        .anyMatch(tag -> Item.primary(tag).equals(Item.primary(spoken)));
  }
}
