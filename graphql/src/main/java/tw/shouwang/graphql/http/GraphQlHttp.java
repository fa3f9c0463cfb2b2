package tw.shouwang.graphql.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
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
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.execution.Answer;
import tw.shouwang.graphql.execution.AnswerCaches;
import tw.shouwang.graphql.execution.AnswerCaches.RequestBytes;
import tw.shouwang.graphql.execution.Engines;
import tw.shouwang.graphql.execution.GraphQlEngine;
import tw.shouwang.graphql.execution.Operation;
import tw.shouwang.graphql.ratelimits.CallerKeys;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LanguageNegotiator;

/// Serves a schema over HTTP. A controller hands its requests to [#post] and [#get] and names the
/// schema, which is all that decides what a caller can reach.
///
/// Nothing here blocks: bodies are read as they come, and the engine runs elsewhere.
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

  /// The same for a caller whom the door has let in.
  public CompletableFuture<HttpResponse<byte[]>> post(
      String schema, HttpRequest<?> request, Caller caller) {
    return post(exchange(schema, request), () -> caller);
  }

  private CompletableFuture<HttpResponse<byte[]>> post(Exchange exchange, Supplier<Caller> caller) {
    HttpRequest<?> request = exchange.request;
    if (exchange.type == null) {
      return CompletableFuture.completedFuture(exchange.refused(ErrorCode.NOT_ACCEPTABLE));
    }
    if (!isJson(request)) {
      return CompletableFuture.completedFuture(exchange.refused(ErrorCode.UNSUPPORTED_MEDIA_TYPE));
    }
    Optional<byte[]> body = BodyReader.atHand(request, settings.maxBodyBytes());
    return body.isPresent()
        ? answer(exchange, body, caller)
        : BodyReader.read(request, settings.maxBodyBytes())
            .thenCompose(read -> answer(exchange, read, caller));
  }

  public CompletableFuture<HttpResponse<byte[]>> get(String schema, HttpRequest<?> request) {
    Exchange exchange = exchange(schema, request);
    if (exchange.type == null) {
      return CompletableFuture.completedFuture(exchange.refused(ErrorCode.NOT_ACCEPTABLE));
    }
    Instant now = clock.instant();
    String address = request.getUri().getRawQuery();
    RequestBytes key =
        RequestBytes.ofAddress(schema, address == null ? "" : address, exchange.acceptLanguage());
    Answer known = answers.find(key, now);
    if (known != null) {
      return CompletableFuture.completedFuture(exchange.cacheable(known, now));
    }
    return RequestDecoder.parameters(request.getParameters(), stranger(request))
        .map(operation ->
            run(exchange, operation, now, true, key)
                .thenApply(answer -> exchange.cacheable(answer, now)))
        .orElseGet(
            () -> CompletableFuture.completedFuture(exchange.refused(ErrorCode.BAD_REQUEST)));
  }

  /// The refusal of every method but these two.
  public HttpResponse<byte[]> otherMethod(String schema, HttpRequest<?> request) {
    return exchange(schema, request)
        .refused(ErrorCode.METHOD_NOT_ALLOWED, "GET, HEAD, POST, OPTIONS");
  }

  /// The refusal of a request that the door does not let in.
  public MutableHttpResponse<byte[]> refuse(String schema, HttpRequest<?> request, ErrorCode code) {
    return exchange(schema, request).refused(code);
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
      return CompletableFuture.completedFuture(exchange.answered(known));
    }
    return RequestDecoder.body(body.get(), caller.get())
        .map(operation ->
            run(exchange, operation, now, false, key)
                .<HttpResponse<byte[]>>thenApply(exchange::answered))
        .orElseGet(
            () -> CompletableFuture.completedFuture(exchange.refused(ErrorCode.BAD_REQUEST)));
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

  private Exchange exchange(String schema, HttpRequest<?> request) {
    AnswerType type =
        AnswerType.preferred(request.getHeaders().get(HttpHeaders.ACCEPT)).orElse(null);
    return new Exchange(schema, engines.of(schema), request, type);
  }

  private static boolean isJson(HttpRequest<?> request) {
    if (MediaType.APPLICATION_JSON.equals(request.getHeaders().get(HttpHeaders.CONTENT_TYPE))) {
      return true;
    }
    MediaType type = request.getContentType().orElse(null);
    if (type == null || !type.getName().equalsIgnoreCase(MediaType.APPLICATION_JSON)) {
      return false;
    }
    String charset = type.getParameters().get("charset").map(Object::toString).orElse("utf-8");
    return charset.replace("\"", "").equalsIgnoreCase("utf-8");
  }

  /// What is decided about a request by its head alone.
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

    HttpResponse<byte[]> refused(ErrorCode code, String allowed) {
      MutableHttpResponse<byte[]> response = answered(engine.refuse(code, Map.of(), language()));
      response.getHeaders().set(HttpHeaders.ALLOW, allowed);
      return response;
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
      if (answer.refusal() == ErrorCode.METHOD_NOT_ALLOWED) {
        response.getHeaders().set(HttpHeaders.ALLOW, "POST");
      }
      return response;
    }

    /// An answer to GET may be kept by whoever asked, and by those in between where nothing but the
    /// address decides what it is.
    HttpResponse<byte[]> cacheable(Answer answer, Instant now) {
      Answer.Caching caching = answer.caching();
      if (caching == null) {
        return answered(answer);
      }
      String etag = answer.etag();
      boolean unchanged = matches(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH), etag);
      MutableHttpResponse<byte[]> response =
          unchanged ? HttpResponse.notModified() : answered(answer);
      long seconds = Math.max(0, Duration.between(now, caching.until()).toSeconds());
      MutableHttpHeaders headers = response.getHeaders();
      headers.set(HttpHeaders.ETAG, etag);
      headers.set(
          HttpHeaders.CACHE_CONTROL,
          (caching.languageNamed() ? "public, max-age=" : "private, max-age=") + seconds);
      headers.set(HttpHeaders.VARY, caching.languageNamed() ? "Accept" : "Accept, Accept-Language");
      return response;
    }

    private static boolean matches(@Nullable String known, String etag) {
      return known != null && (known.equals("*") || known.contains(etag));
    }
  }
}
