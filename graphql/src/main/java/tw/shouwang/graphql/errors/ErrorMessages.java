package tw.shouwang.graphql.errors;

import jakarta.inject.Singleton;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The texts of the [ErrorCode]s.
@Singleton
public class ErrorMessages {

  private final Messages messages = Messages.of("graphql");

  public String text(Language language, ErrorCode code) {
    return messages.text(language, code.name());
  }
}
