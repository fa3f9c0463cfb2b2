package tw.shouwang.graphql.execution;

import graphql.ExecutionResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.CacheHint;
import tw.shouwang.graphql.deprecations.Deprecations;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.errors.ErrorTranslator;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.graphql.errors.RequestErrorExtensions.Refused;
import tw.shouwang.graphql.json.JsonWriter;
import tw.shouwang.graphql.plan.WrittenData;
import tw.shouwang.i18n.Language;

/// Writes the result of a request as the response's bytes.
final class AnswerWriter {

  private final String schema;
  private final ErrorTranslator errors;

  AnswerWriter(String schema, ErrorTranslator errors) {
    this.schema = schema;
    this.errors = errors;
  }

  Answer refused(PreparedDocument.Refused refused, Language language) {
    return switch (refused) {
      case PreparedDocument.Invalid invalid ->
          errors(
              invalid.code(),
              errors.of(
                  invalid.errors(), invalid::details, context(invalid.rootFields(), language)),
              language);
      case PreparedDocument.Forbidden forbidden ->
          refused(forbidden.code(), forbidden.details(), forbidden.rootFields(), language);
    };
  }

  Answer refused(
      ErrorCode code, Map<String, ?> details, @Nullable Set<String> rootFields, Language language) {
    return errors(code, errors.ofRequest(code, details, context(rootFields, language)), language);
  }

  Answer refused(RequestError reason, Language language) {
    Map<String, Object> error =
        Map.of(
            "message",
            reason.message(language),
            "extensions",
            Map.<String, Object>of("code", reason.code()));
    return errors(ErrorCode.BAD_REQUEST, List.of(error), language);
  }

  /// The answer to a rate-limited request.
  Answer refused(Duration delay, Set<String> rootFields, Language language) {
    int seconds = (int) Math.clamp(delay.toSeconds() + 1, 1, 86_400);
    Answer refusal =
        refused(ErrorCode.RATE_LIMITED, Map.of("retryAfterSeconds", seconds), rootFields, language);
    return new Answer(
        refusal.refusal(), refusal.json(), language, seconds, null, Deprecations.NONE);
  }

  /// The answer to a request whose variables do not fit their types.
  ///
  /// @param details where and why; empty unless the caller may see the schema
  Answer refused(
      ExecutionResult result, Map<String, ?> details, Set<String> rootFields, Language language) {
    return errors(
        ErrorCode.BAD_USER_INPUT,
        errors.of(result.getErrors(), _ -> details, context(rootFields, language)),
        language);
  }

  /// After a fault it may be unknown what the operation did, so the answer includes the emergency
  /// numbers.
  Answer failed(DeadlineRunner.Failure failure, Language language) {
    return switch (failure) {
      case DeadlineRunner.Failure.TooLate _ -> refused(ErrorCode.TIMEOUT, Map.of(), null, language);
      case DeadlineRunner.Failure.Fault fault ->
          refused(ErrorCode.INTERNAL, Map.of("id", fault.id()), null, language);
    };
  }

  /// @param rootFields what the operation asked for, as far as errors depend on it
  /// @param hint what the fields said about caching; null if the answer is not to be cached
  Answer answered(
      ExecutionResult result,
      Set<String> rootFields,
      Deprecations deprecations,
      Language language,
      @Nullable CacheHint hint,
      String version,
      boolean named) {
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    boolean whole = result.getErrors().isEmpty();
    if (!whole) {
      response.put(
          "errors", errors.of(result.getErrors(), _ -> Map.of(), context(rootFields, language)));
    }
    Object data = result.getData();
    response.put("data", data);
    if (!deprecations.isEmpty()) {
      response.put("extensions", Map.of("deprecations", deprecations.shown()));
    }
    byte[] json = JsonWriter.write(response);
    Answer.Caching caching = null;
    if (whole && hint != null && data instanceof WrittenData written) {
      Instant until = hint.until(written.responseKeys());
      caching =
          until == null ? null : new Answer.Caching(until, version, named, /* fromCache= */ false);
    }
    return new Answer(null, json, language, 0, caching, deprecations);
  }

  private static Answer errors(
      ErrorCode code, List<Map<String, Object>> errors, Language language) {
    return new Answer(
        code, JsonWriter.write(Map.of("errors", errors)), language, 0, null, Deprecations.NONE);
  }

  private Refused context(@Nullable Set<String> rootFields, Language language) {
    return new Refused(
        schema, rootFields != null, rootFields == null ? Set.of() : rootFields, language);
  }
}
