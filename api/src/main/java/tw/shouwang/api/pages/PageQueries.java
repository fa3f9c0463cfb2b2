package tw.shouwang.api.pages;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpMethod;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.Caller;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.execution.Answer;
import tw.shouwang.graphql.execution.Engines;
import tw.shouwang.graphql.execution.Operation;
import tw.shouwang.graphql.ratelimits.CallerKey;
import tw.shouwang.graphql.ratelimits.CallerKeys;
import tw.shouwang.i18n.Language;

/// Asks the public schema in process, with the engine that every client uses: its limits, deadlines
/// and cached answers hold for pages too. The visitor is the caller.
@Singleton
@Requires(condition = InPublicProcess.class)
class PageQueries {

  private static final String LANGUAGE = "language";

  private final Engines engines;
  private final CallerKeys callers;
  private final InstantSource clock;
  private final JsonMapper json;

  PageQueries(Engines engines, CallerKeys callers, InstantSource clock, JsonMapper json) {
    this.engines = engines;
    this.callers = callers;
    this.clock = clock;
    this.json = json;
  }

  /// Asks with a document that declares the variable `$language`. It is set if the address names
  /// the language, so that such an answer depends on the address alone. For a page at an address
  /// the engine refuses what it refuses over GET, but for the documents that say otherwise.
  ///
  /// @param variables the document's other variables
  CompletableFuture<Answer> ask(
      PageDocument document, Map<String, @Nullable Object> variables, Visit visit) {
    Map<String, @Nullable Object> all = new HashMap<>(variables);
    if (visit.named()) {
      all.put(LANGUAGE, visit.language().name());
    }
    boolean queriesOnly =
        visit.request().getMethod() != HttpMethod.POST && !document.mayBeConfidentialAtAnAddress();
    return ask(document, all, callers.of(visit.request()), visit.acceptLanguage(), queriesOnly);
  }

  /// The same for the service itself, with a document without other variables.
  CompletableFuture<Answer> ask(PageDocument document, Language language) {
    return ask(document, Map.of(LANGUAGE, language.name()), callers.named("pages"), null, true);
  }

  private CompletableFuture<Answer> ask(
      PageDocument document,
      Map<String, @Nullable Object> variables,
      CallerKey caller,
      @Nullable String acceptLanguage,
      boolean queriesOnly) {
    Operation operation =
        new Operation(null, document.id(), null, null, variables, true, Caller.stranger(caller));
    return engines
        .of(SchemaSlice.PUBLIC)
        .answer(operation, RequestContext.accepting(acceptLanguage, clock.instant()), queriesOnly);
  }

  /// An answer's data as the record of its document; null if it has none.
  <T> @Nullable T read(Answer answer, Class<T> type) {
    try {
      JsonNode data = json.readValue(answer.json(), Argument.of(JsonNode.class)).get("data");
      return data == null || data.isNull() ? null : json.readValueFromTree(data, Argument.of(type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The codes of an answer's errors.
  List<String> codes(Answer answer) {
    try {
      JsonNode errors = json.readValue(answer.json(), Argument.of(JsonNode.class)).get("errors");
      List<String> codes = new ArrayList<>();
      if (errors != null) {
        for (JsonNode error : errors.values()) {
          JsonNode extensions = error.get("extensions");
          JsonNode code = extensions == null ? null : extensions.get("code");
          codes.add(code == null ? "" : code.coerceStringValue());
        }
      }
      return codes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
