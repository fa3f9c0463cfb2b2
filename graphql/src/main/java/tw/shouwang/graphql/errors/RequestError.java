package tw.shouwang.graphql.errors;

import graphql.schema.CoercingParseValueException;
import java.util.Map;
import java.util.function.Function;
import tw.shouwang.i18n.Language;

/// A mistake of the client's that belongs among the GraphQL errors: an argument out of bounds, a
/// cursor from elsewhere. Thrown by a fetcher or a service; the field answers null, the error says
/// `extensions.code` and the message in the asker's language.
///
/// The message never repeats what was sent. A refusal that a person can act on is a union member
/// instead, and a fault of ours is any other exception, which is masked.
public final class RequestError extends RuntimeException {

  /// Under this key a coercing exception of a scalar carries its request error.
  static final String EXTENSION = "requestError";

  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Function<Language, String> message;

  public RequestError(String code, Function<Language, String> message) {
    super(code, null, false, false);
    this.code = code;
    this.message = message;
  }

  public String code() {
    return code;
  }

  public String message(Language language) {
    return message.apply(language);
  }

  /// For a scalar's `parseValue`: the refusal of a variable keeps this code and message.
  public CoercingParseValueException asCoercingParseValue() {
    return CoercingParseValueException.newCoercingParseValueException()
        .message(code)
        .extensions(Map.of(EXTENSION, this))
        .build();
  }
}
