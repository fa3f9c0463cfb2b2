package tw.shouwang.graphql.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.Caller;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.graphql.execution.Answer;
import tw.shouwang.graphql.execution.AnswerCaches;
import tw.shouwang.graphql.execution.AnswerCaches.RequestBytes;
import tw.shouwang.graphql.execution.Engines;
import tw.shouwang.graphql.execution.GraphQlEngine;
import tw.shouwang.graphql.execution.Operation;
import tw.shouwang.graphql.ratelimits.CallerKeys;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LanguageNegotiator;

/// Serves a schema over HTTP. A controller passes its requests to [#post] and [#get] and names the
/// schema, which alone decides what a caller can reach.
///
/// Nothing here blocks: bodies are read as they arrive, and the engine runs on other threads.
@Singleton
public class GraphQlHttp {

  private final Engines engines;
  private final InstantSource clock;
  private final GraphQlSettings settings;
  private final CallerKeys callers;
  private final AnswerCaches answers;

  GraphQlHttp(
      Engines engines,
      InstantSource clock,
      GraphQlSettings settings,
      CallerKeys callers,
      AnswerCaches answers) {
    this.engines = engines;
    this.clock = clock;
    this.settings = settings;
    this.callers = callers;
    this.answers = answers;
  }

  public CompletableFuture<HttpResponse<byte[]>> post(String schema, HttpRequest<?> request) {
    return post(exchange(schema, request), () -> stranger(request));
  }

  /// The same for a caller who has logged in.
  public CompletableFuture<HttpResponse<byte[]>> post(
      String schema, HttpRequest<?> request, Caller caller) {
    return post(exchange(schema, request), () -> caller);
  }

  private CompletableFuture<HttpResponse<byte[]>> post(Exchange exchange, Supplier<Caller> caller) {
    HttpRequest<?> request = exchange.request;
    if (exchange.type == null) {
      return CompletableFuture.completedFuture(exchange.refused(ErrorCode.NOT_ACCEPTABLE));
    }
    Optional<ErrorCode> refusal = ContentType.refusal(request);
    if (refusal.isPresent()) {
      return CompletableFuture.completedFuture(exchange.refused(refusal.get()));
    }
    Optional<byte[]> body = BodyReader.atHand(request, settings.maxBodyBytes());
    return body.isPresent()
        ? answer(exchange, body, caller)
        : BodyReader.read(request, settings.maxBodyBytes())
            .thenCompose(read -> answer(exchange, read, caller));
  }

  /// The content of a POST.
  public sealed interface Read {

    record Whole(Operation operation) implements Read {}

    record Refused(HttpResponse<byte[]> response) implements Read {}
  }

  /// Reads a POST's operation for a transport with its own form of answers. Refuses requests that
  /// no transport accepts.
  public CompletableFuture<Read> operation(String schema, HttpRequest<?> request, Caller caller) {
    Optional<ErrorCode> refusal = ContentType.refusal(request);
    if (refusal.isPresent()) {
      return CompletableFuture.completedFuture(
          new Read.Refused(refuse(schema, request, refusal.get())));
    }
    return BodyReader.read(request, settings.maxBodyBytes())
        .thenApply(body -> {
          if (body.isEmpty()) {
            return new Read.Refused(refuse(schema, request, ErrorCode.PAYLOAD_TOO_LARGE));
          }
          return RequestDecoder.body(body.get(), caller)
              .<Read>map(Read.Whole::new)
              .orElseGet(() -> new Read.Refused(refuse(schema, request, ErrorCode.BAD_REQUEST)));
        });
  }

  public CompletableFuture<HttpResponse<byte[]>> get(String schema, HttpRequest<?> request) {
    Exchange exchange = exchange(schema, request);
    if (exchange.type == null) {
      return CompletableFuture.completedFuture(exchange.refused(ErrorCode.NOT_ACCEPTABLE));
    }
    Instant now = clock.instant();
    String query = request.getUri().getRawQuery();
    RequestBytes key =
        RequestBytes.ofAddress(schema, query == null ? "" : query, exchange.acceptLanguage());
    Answer known = answers.find(key, now);
    if (known != null) {
      exchange.engine.watched(known);
      return CompletableFuture.completedFuture(exchange.cacheable(known, now));
    }
    return RequestDecoder.parameters(query, stranger(request))
        .map(operation ->
            run(exchange, operation, now, true, key)
                .thenApply(answer -> exchange.cacheable(answer, now)))
        .orElseGet(
            () -> CompletableFuture.completedFuture(exchange.refused(ErrorCode.BAD_REQUEST)));
  }

  /// The status of a refusal, for an answer in another form than GraphQL's.
  public static HttpStatus status(ErrorCode refusal) {
    return StatusTable.status(refusal, AnswerType.GRAPHQL_RESPONSE);
  }

  /// The answer to a request that is refused here.
  public MutableHttpResponse<byte[]> refuse(String schema, HttpRequest<?> request, ErrorCode code) {
    return refuse(schema, request, code, Map.of());
  }

  /// The same with further entries in `extensions`, of JSON's own types.
  public MutableHttpResponse<byte[]> refuse(
      String schema, HttpRequest<?> request, ErrorCode code, Map<String, ?> details) {
    Exchange exchange = exchange(schema, request);
    return exchange.answered(exchange.engine.refuse(code, details, exchange.language()));
  }

  /// The same with a slice's reason, at an address outside GraphQL.
  public MutableHttpResponse<byte[]> refuse(
      String schema, HttpRequest<?> request, HttpStatus status, RequestError reason) {
    Exchange exchange = exchange(schema, request);
    return exchange.answered(exchange.engine.refuse(reason, exchange.language())).status(status);
  }

  /// The schema for refusals at an address: the schema whose address is a prefix of it, else the
  /// public one if it is served.
  public String schemaAt(HttpRequest<?> request) {
    String path = request.getPath();
    return engines.names().stream()
        .filter(name -> path.startsWith("/" + name + "/"))
        .findFirst()
        .orElseGet(() ->
            engines.names().contains(SchemaSlice.PUBLIC)
                ? SchemaSlice.PUBLIC
                : engines.names().iterator().next());
  }

  private Caller stranger(HttpRequest<?> request) {
    return Caller.stranger(callers.of(request));
  }

  private CompletableFuture<HttpResponse<byte[]>> answer(
      Exchange exchange, Optional<byte[]> body, Supplier<Caller> caller) {
    if (body.isEmpty()) {
      return CompletableFuture.completedFuture(exchange.refused(ErrorCode.PAYLOAD_TOO_LARGE));
    }
    Instant now = clock.instant();
    RequestBytes key = RequestBytes.ofBody(exchange.schema, body.get(), exchange.acceptLanguage());
    Answer known = answers.find(key, now);
    if (known != null) {
      exchange.engine.watched(known);
      return CompletableFuture.completedFuture(exchange.answered(known));
    }
    return RequestDecoder.body(body.get(), caller.get())
        .map(operation ->
            run(exchange, operation, now, false, key)
                .<HttpResponse<byte[]>>thenApply(exchange::answered))
        .orElseGet(
            () -> CompletableFuture.completedFuture(exchange.refused(unreadable(body.get()))));
  }

  private CompletableFuture<Answer> run(
      Exchange exchange, Operation operation, Instant now, boolean queriesOnly, RequestBytes key) {
    RequestContext context = RequestContext.accepting(exchange.acceptLanguage(), now);
    CompletableFuture<Answer> answer = exchange.engine.answer(operation, context, queriesOnly);
    Answer ready = answer.getNow(null);
    if (ready != null && operation.bare()) {
      answers.offer(key, ready);
    }
    return answer;
  }

  /// The error code of an unreadable body. A JSON list is a batch: several operations in one
  /// request.
  private static ErrorCode unreadable(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).stripLeading().startsWith("[")
        ? ErrorCode.BATCH_NOT_SUPPORTED
        : ErrorCode.BAD_REQUEST;
  }

  private Exchange exchange(String schema, HttpRequest<?> request) {
    AnswerType type =
        AnswerType.preferred(request.getHeaders().getAll(HttpHeaders.ACCEPT)).orElse(null);
    return new Exchange(schema, engines.of(schema), request, type);
  }

  /// What the head alone says about a request.
  private record Exchange(
      String schema, GraphQlEngine engine, HttpRequest<?> request, @Nullable AnswerType type) {

    @Nullable String acceptLanguage() {
      return request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE);
    }

    Language language() {
      return LanguageNegotiator.negotiate(null, acceptLanguage());
    }

    MutableHttpResponse<byte[]> refused(ErrorCode code) {
      return answered(engine.refuse(code, Map.of(), language()));
    }

    MutableHttpResponse<byte[]> answered(Answer answer) {
      AnswerType written = type == null ? AnswerType.JSON : type;
      MutableHttpResponse<byte[]> response =
          HttpResponse.<byte[]>status(StatusTable.status(answer.refusal(), written))
              .body(answer.json())
              .contentType(written.mediaType());
      response.getHeaders().set(HttpHeaders.CONTENT_LANGUAGE, answer.language().tag());
      response.getHeaders().set(HttpHeaders.VARY, "Accept, Accept-Language");
      if (answer.retryAfterSeconds() > 0) {
        response
            .getHeaders()
            .set(HttpHeaders.RETRY_AFTER, Integer.toString(answer.retryAfterSeconds()));
      }
      deprecated(answer, response);
      if (answer.confidential()) {
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store, no-transform");
      }
      if (answer.refusal() == ErrorCode.METHOD_NOT_ALLOWED) {
        response.getHeaders().set(HttpHeaders.ALLOW, "POST");
      }
      return response;
    }

    private static void deprecated(Answer answer, MutableHttpResponse<byte[]> response) {
      if (!answer.deprecations().isEmpty()) {
        response.getHeaders().set("Deprecation", answer.deprecations().header());
      }
    }

    /// The answer to a GET with its caching headers: `public` if the URL alone determines the
    /// answer, else `private`.
    HttpResponse<byte[]> cacheable(Answer answer, Instant now) {
      Answer.Caching caching = answer.caching();
      if (caching == null) {
        return answered(answer);
      }
      // A weak tag: compressed or not, the content is the same.
      String etag = "W/" + answer.etag();
      boolean unchanged =
          EntityTags.anyMatches(
              request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH),
              answer.etag().replace("\"", ""));
      MutableHttpResponse<byte[]> response =
          unchanged ? HttpResponse.notModified() : answered(answer);
      if (unchanged) {
        deprecated(answer, response);
      }
      long seconds = Math.max(0, Duration.between(now, caching.until()).toSeconds());
      MutableHttpHeaders headers = response.getHeaders();
      headers.set(HttpHeaders.ETAG, etag);
      headers.set(
          HttpHeaders.CACHE_CONTROL,
          (caching.languageNamed() ? "public, max-age=" : "private, max-age=") + seconds);
      headers.set(HttpHeaders.VARY, caching.languageNamed() ? "Accept" : "Accept, Accept-Language");
      return response;
    }
  }
}
