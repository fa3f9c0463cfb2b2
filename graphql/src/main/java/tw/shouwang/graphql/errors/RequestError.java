package tw.shouwang.graphql.errors;

import graphql.schema.CoercingParseValueException;
import java.util.Map;
import java.util.function.Function;
import tw.shouwang.i18n.Language;

/// A client's mistake that belongs among the GraphQL errors: an argument out of bounds, a cursor of
/// another list. A fetcher or a service throws it; the field is then null, and the error has
/// `extensions.code` and a message in the caller's language.
///
/// The message never repeats a value from the request. A refusal that a person can act on is a
/// union member instead. Any other exception is a fault and is masked.
public final class RequestError extends RuntimeException {

  /// The key under which a scalar's coercing exception carries its request error.
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

  /// For a scalar's `parseValue`: the refusal of the variable has this code and message.
  public CoercingParseValueException asCoercingParseValue() {
    return CoercingParseValueException.newCoercingParseValueException()
        .message(code)
        .extensions(Map.of(EXTENSION, this))
        .build();
  }
}
