package tw.shouwang.graphql.sse;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tw.shouwang.graphql.Caller;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.execution.Answer;
import tw.shouwang.graphql.execution.Engines;
import tw.shouwang.graphql.execution.Operation;
import tw.shouwang.graphql.execution.Outcome;
import tw.shouwang.graphql.http.Accept;
import tw.shouwang.graphql.http.GraphQlHttp;
import tw.shouwang.graphql.ratelimits.CallerKey;
import tw.shouwang.graphql.streams.OpenStreams;
import tw.shouwang.graphql.streams.StreamSettings;

/// Answers one operation of any schema as an event stream of its own, by graphql-sse's distinct
/// connections mode. A controller passes its requests to [#post] with the schema and the caller.
///
/// A stream sends a first sign at once, because some browsers wait for one, and then heartbeats. It
/// occupies a place only while a client reads it: a client that closed the connection before never
/// takes one.
@Singleton
public class EventStreams {

  private static final String TYPE = "text/event-stream";
  private static final MediaType EVENTS = MediaType.of(TYPE + "; charset=utf-8");
  private static final int RETRY_SECONDS = 10;

  private static final byte[] PING = ascii(":\n\n");
  private static final byte[] COMPLETE = ascii("event: complete\ndata:\n\n");
  private static final byte[] NEXT = ascii("event: next\ndata: ");
  private static final byte[] END = ascii("\n\n");

  private final GraphQlHttp http;
  private final Engines engines;
  private final InstantSource clock;
  private final OpenStreams open;
  private final StreamSettings settings;

  EventStreams(
      GraphQlHttp http,
      Engines engines,
      InstantSource clock,
      OpenStreams open,
      StreamSettings settings) {
    this.http = http;
    this.engines = engines;
    this.clock = clock;
    this.open = open;
    this.settings = settings;
  }

  public CompletableFuture<HttpResponse<?>> post(
      String schema, HttpRequest<?> request, Caller caller) {
    if (Accept.of(request).best(TYPE).isEmpty()) {
      return refused(schema, request, ErrorCode.NOT_ACCEPTABLE);
    }
    return http.operation(schema, request, caller)
        .thenCompose(read ->
            switch (read) {
              case GraphQlHttp.Read.Refused refused ->
                  CompletableFuture.completedFuture(refused.response());
              case GraphQlHttp.Read.Whole whole -> open(schema, request, whole.operation());
            });
  }

  private CompletableFuture<HttpResponse<?>> open(
      String schema, HttpRequest<?> request, Operation operation) {
    CallerKey caller = operation.caller().key();
    return switch (open.room(caller)) {
      case FULL -> refused(schema, request, ErrorCode.TEMPORARILY_UNAVAILABLE);
      case SHARE_TAKEN -> refused(schema, request, ErrorCode.RATE_LIMITED);
      case FREE ->
          engines
              .of(schema)
              .open(operation, context(request))
              .thenApply(outcome -> events(frames(outcome), caller));
    };
  }

  private CompletableFuture<HttpResponse<?>> refused(
      String schema, HttpRequest<?> request, ErrorCode code) {
    boolean later = code == ErrorCode.TEMPORARILY_UNAVAILABLE || code == ErrorCode.RATE_LIMITED;
    MutableHttpResponse<?> response =
        http.refuse(
            schema, request, code, later ? Map.of("retryAfterSeconds", RETRY_SECONDS) : Map.of());
    if (later) {
      response.getHeaders().set(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_SECONDS));
    }
    return CompletableFuture.completedFuture(response);
  }

  /// Forbids proxies to buffer or recode events, because that would delay them.
  private HttpResponse<?> events(Publisher<byte[]> frames, CallerKey caller) {
    return HttpResponse.ok(kept(frames, caller))
        .contentType(EVENTS)
        .header(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
        .header("X-Accel-Buffering", "no");
  }

  private RequestContext context(HttpRequest<?> request) {
    String languages = request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE);
    return RequestContext.accepting(languages, clock.instant());
  }

  private static Publisher<byte[]> frames(Outcome outcome) {
    Publisher<Answer> answers =
        switch (outcome) {
          case Outcome.Finished finished -> Flux.just(finished.answer());
          case Outcome.Events events -> events.answers();
        };
    return Flux.from(answers).map(answer -> next(answer.json())).concatWithValues(COMPLETE);
  }

  /// The frames, with a place taken for the stream. If another caller took the last place at the
  /// same moment, the stream ends at once.
  private Publisher<byte[]> kept(Publisher<byte[]> frames, CallerKey caller) {
    return Flux.defer(() -> {
      Sinks.Empty<Void> stop = Sinks.empty();
      Optional<OpenStreams.Place> place = open.enter(caller, stop::tryEmitEmpty);
      if (place.isEmpty()) {
        return Flux.just(COMPLETE);
      }
      Flux<byte[]> beats =
          Flux.interval(settings.heartbeat()).onBackpressureDrop().map(beat -> PING);
      return Flux.from(frames)
          .publish(shared ->
              Flux.merge(shared, beats.takeUntilOther(shared.ignoreElements().onErrorComplete())))
          .startWith(Mono.just(PING))
          .takeUntilOther(stop.asMono())
          .doFinally(signal -> place.get().leave());
    });
  }

  /// One event. Our writer's JSON has no line breaks, so one data line is enough.
  private static byte[] next(byte[] json) {
    byte[] frame = new byte[NEXT.length + json.length + END.length];
    System.arraycopy(NEXT, 0, frame, 0, NEXT.length);
    System.arraycopy(json, 0, frame, NEXT.length, json.length);
    System.arraycopy(END, 0, frame, NEXT.length + json.length, END.length);
    return frame;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
