package tw.shouwang.graphql.sse;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import tw.shouwang.graphql.Caller;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.execution.Answer;
import tw.shouwang.graphql.execution.Engines;
import tw.shouwang.graphql.execution.Outcome;
import tw.shouwang.graphql.http.BodyReader;
import tw.shouwang.graphql.http.GraphQlSettings;
import tw.shouwang.graphql.http.RequestDecoder;
import tw.shouwang.graphql.streams.OpenStreams;
import tw.shouwang.graphql.streams.StreamSettings;

/// Answers one operation of any schema as an event stream of its own, graphql-sse's distinct
/// connections mode. A controller hands its requests to [#post], names the schema and says who
/// asks.
@Singleton
public class EventStreams {

  private static final MediaType EVENTS = MediaType.of("text/event-stream; charset=utf-8");

  private final Engines engines;
  private final InstantSource clock;
  private final OpenStreams open;
  private final StreamSettings settings;
  private final GraphQlSettings limits;

  EventStreams(
      Engines engines,
      InstantSource clock,
      OpenStreams open,
      StreamSettings settings,
      GraphQlSettings limits) {
    this.engines = engines;
    this.clock = clock;
    this.open = open;
    this.settings = settings;
    this.limits = limits;
  }

  public CompletableFuture<HttpResponse<?>> post(
      String schema, HttpRequest<?> request, Caller caller) {
    return BodyReader.read(request, limits.maxBodyBytes())
        .thenCompose(body ->
            body.isPresent()
                ? open(schema, request, body.get(), caller)
                : CompletableFuture.completedFuture(
                    HttpResponse.status(HttpStatus.REQUEST_ENTITY_TOO_LARGE)));
  }

  CompletableFuture<HttpResponse<?>> open(
      String schema, HttpRequest<?> request, byte[] body, Caller caller) {
    return RequestDecoder.body(body, caller)
        .map(operation ->
            engines
                .of(schema)
                .open(operation, context(request))
                .<HttpResponse<?>>thenApply(outcome ->
                    events(
                        Flux.from(answers(outcome))
                            .map(answer -> EventFrames.next(answer.json()))
                            .concatWithValues(EventFrames.COMPLETE))))
        .orElseGet(() -> CompletableFuture.completedFuture(HttpResponse.badRequest()));
  }

  HttpResponse<?> events(Publisher<byte[]> frames) {
    return HttpResponse.ok(EventStream.of(frames, settings.heartbeat(), open))
        .contentType(EVENTS)
        .header("X-Accel-Buffering", "no");
  }

  RequestContext context(HttpRequest<?> request) {
    String languages = request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE);
    return RequestContext.accepting(languages, clock.instant());
  }

  static Publisher<Answer> answers(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Finished finished -> Flux.just(finished.answer());
      case Outcome.Events events -> events.answers();
    };
  }
}
