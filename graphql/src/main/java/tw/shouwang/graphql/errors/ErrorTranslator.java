package tw.shouwang.graphql.errors;

import graphql.GraphQLError;
import graphql.InvalidSyntaxError;
import graphql.SerializationError;
import graphql.execution.AbortExecutionException;
import graphql.execution.InputMapDefinesTooManyFieldsException;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.introspection.GoodFaithIntrospection;
import graphql.language.SourceLocation;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.errors.RequestErrorExtensions.Refused;
import tw.shouwang.i18n.Language;

/// Turns the engine's errors into those that clients see: a code, a text in their language and the
/// place in the document, without any value that they sent.
///
/// The engine's own messages are never used: they repeat values, suggest names from the schema and
/// are in English.
@Singleton
public class ErrorTranslator {

  private final ErrorMessages messages;
  private final Faults faults;
  private final List<RequestErrorExtensions> additions;

  ErrorTranslator(ErrorMessages messages, Faults faults, List<RequestErrorExtensions> additions) {
    this.messages = messages;
    this.faults = faults;
    this.additions = additions;
  }

  /// The errors of the fields of an operation, or of a request that was refused before execution.
  ///
  /// @param details further entries of an error's `extensions`
  public List<Map<String, Object>> of(
      List<GraphQLError> errors, Function<GraphQLError, Map<String, ?>> details, Refused refused) {
    Map<String, Object> additions = additions(refused);
    return errors.stream()
        .map(error -> {
          Map<String, Object> more = new LinkedHashMap<>(details.apply(error));
          more.putAll(additions);
          return translate(error, refused.language(), more);
        })
        .toList();
  }

  /// A refusal by this module.
  public List<Map<String, Object>> ofRequest(ErrorCode code, Refused refused) {
    return ofRequest(code, Map.of(), refused);
  }

  /// A refusal by this module with further entries in `extensions`.
  public List<Map<String, Object>> ofRequest(
      ErrorCode code, Map<String, ?> details, Refused refused) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    extensions.put("code", code.name());
    extensions.putAll(details);
    extensions.putAll(additions(refused));
    String message = messages.text(refused.language(), code);
    if (code == ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED) {
      // Apollo Kotlin and iOS recognize this error by its message, which their protocol fixes.
      extensions.put("explanation", message);
      message = "PersistedQueryNotSupported";
    }
    return List.of(Map.of("message", message, "extensions", extensions));
  }

  private Map<String, Object> additions(Refused refused) {
    Map<String, Object> more = new LinkedHashMap<>();
    additions.forEach(addition -> more.putAll(addition.extensions(refused)));
    return more;
  }

  private Map<String, Object> translate(
      GraphQLError error, Language language, Map<String, Object> more) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    String message =
        switch (error) {
          case FieldError known -> {
            extensions.putAll(known.getExtensions());
            yield known.getMessage();
          }
          case InvalidSyntaxError _ -> coded(ErrorCode.GRAPHQL_PARSE_FAILED, language, extensions);
          case ValidationError invalid -> {
            if (invalid.getValidationErrorType() instanceof ValidationErrorType rule) {
              extensions.put("rule", rule.name());
            }
            yield coded(ErrorCode.GRAPHQL_VALIDATION_FAILED, language, extensions);
          }
          case CoercingParseValueException value -> ofVariable(value, language, extensions);
          case NonNullableValueCoercedAsNullException _,
              InputMapDefinesTooManyFieldsException _,
              CoercingParseLiteralException _ ->
              coded(ErrorCode.BAD_USER_INPUT, language, extensions);
          case GoodFaithIntrospection.BadFaithIntrospectionError _ ->
              coded(ErrorCode.LIMIT_EXCEEDED, language, extensions);
          case SerializationError unfit -> {
            extensions.put("id", faults.log("the value of a field", unfit.getException()));
            yield coded(ErrorCode.INTERNAL, language, extensions);
          }
          case AbortExecutionException _ -> coded(ErrorCode.TIMEOUT, language, extensions);
          default -> {
            extensions.put("id", faults.log(error.getClass().getSimpleName()));
            yield coded(ErrorCode.INTERNAL, language, extensions);
          }
        };
    extensions.putAll(more);
    Map<String, Object> translated = new LinkedHashMap<>();
    translated.put("message", message);
    putLocations(error.getLocations(), translated);
    List<Object> path = error.getPath();
    if (path != null && !path.isEmpty()) {
      translated.put("path", path);
    }
    translated.put("extensions", extensions);
    return translated;
  }

  private String coded(ErrorCode code, Language language, Map<String, Object> extensions) {
    extensions.put("code", code.name());
    return messages.text(language, code);
  }

  private String ofVariable(
      CoercingParseValueException error, Language language, Map<String, Object> extensions) {
    Map<String, Object> own = error.getExtensions();
    if (own != null && own.get(RequestError.EXTENSION) instanceof RequestError refusal) {
      extensions.put("code", refusal.code());
      return refusal.message(language);
    }
    return coded(ErrorCode.BAD_USER_INPUT, language, extensions);
  }

  private static void putLocations(
      @Nullable List<SourceLocation> locations, Map<String, Object> translated) {
    if (locations == null) {
      return;
    }
    List<Map<String, Object>> known = new ArrayList<>();
    for (SourceLocation location : locations) {
      if (location.getLine() > 0) {
        // Fixed order, as in all answers: the order of Map.of differs between processes.
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("line", location.getLine());
        place.put("column", location.getColumn());
        known.add(place);
      }
    }
    if (!known.isEmpty()) {
      translated.put("locations", known);
    }
  }
}
