package tw.shouwang.graphql.sse;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import tw.shouwang.graphql.Caller;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.execution.Engines;
import tw.shouwang.graphql.execution.GraphQlEngine;
import tw.shouwang.graphql.execution.Operation;
import tw.shouwang.graphql.execution.PublicIsServed;
import tw.shouwang.graphql.http.BodyReader;
import tw.shouwang.graphql.http.GraphQlSettings;
import tw.shouwang.graphql.http.JsonReader;
import tw.shouwang.graphql.http.RequestDecoder;
import tw.shouwang.graphql.json.JsonWriter;
import tw.shouwang.graphql.ratelimits.CallerKeys;
import tw.shouwang.graphql.streams.StreamSettings;

/// The public schema by the protocol of graphql-sse: a POST that accepts `text/event-stream` is one
/// operation on a connection of its own; a PUT reserves a connection for several, opened by a GET
/// with its token.
///
/// An operation itself only ever comes by POST, so that no secret is in an address.
@Controller("/graphql/stream")
@Requires(condition = PublicIsServed.class)
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
class StreamController {

  static final String TOKEN = "X-GraphQL-Event-Stream-Token";

  private final GraphQlEngine engine;
  private final EventStreams streams;
  private final ReservedStreams reserved;
  private final StreamSettings settings;
  private final GraphQlSettings limits;
  private final CallerKeys callers;

  StreamController(
      Engines engines,
      EventStreams streams,
      ReservedStreams reserved,
      StreamSettings settings,
      GraphQlSettings limits,
      CallerKeys callers) {
    this.engine = engines.of(SchemaSlice.PUBLIC);
    this.streams = streams;
    this.reserved = reserved;
    this.settings = settings;
    this.limits = limits;
    this.callers = callers;
  }

  @Put
  HttpResponse<byte[]> reserve() {
    Optional<String> token = reserved.reserve();
    return token
        .<HttpResponse<byte[]>>map(name ->
            HttpResponse.created(name.getBytes(StandardCharsets.US_ASCII))
                .contentType(MediaType.TEXT_PLAIN_TYPE))
        .orElseGet(() -> HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE));
  }

  @Get
  HttpResponse<?> open(HttpRequest<?> request) {
    ReservedStream stream = stream(request);
    if (stream == null) {
      return HttpResponse.notFound();
    }
    return stream.open()
        ? streams.events(stream.frames())
        : HttpResponse.status(HttpStatus.CONFLICT);
  }

  @Post
  CompletableFuture<? extends HttpResponse<?>> post(HttpRequest<?> request) {
    ReservedStream stream = stream(request);
    boolean distinct = accept(request).contains("text/event-stream");
    if (stream == null && !distinct) {
      return CompletableFuture.completedFuture(HttpResponse.notFound());
    }
    return BodyReader.read(request, limits.maxBodyBytes())
        .thenCompose(body -> {
          if (body.isEmpty()) {
            return CompletableFuture.completedFuture(
                HttpResponse.status(HttpStatus.REQUEST_ENTITY_TOO_LARGE));
          }
          return stream == null
              ? streams.open(SchemaSlice.PUBLIC, request, body.get(), stranger(request))
              : CompletableFuture.completedFuture(shared(stream, request, body.get()));
        });
  }

  @Delete
  HttpResponse<?> cancel(HttpRequest<?> request, @QueryValue @Nullable String operationId) {
    ReservedStream stream = stream(request);
    if (stream == null || operationId == null) {
      return HttpResponse.notFound();
    }
    stream.cancel(operationId);
    return HttpResponse.ok();
  }

  /// The operation's answers go to the stream; this only says that they will.
  private HttpResponse<?> shared(ReservedStream stream, HttpRequest<?> request, byte[] body) {
    Map<String, @Nullable Object> json = JsonReader.object(body);
    if (json == null) {
      return HttpResponse.badRequest();
    }
    Optional<Operation> operation = RequestDecoder.operation(json, stranger(request));
    if (operation.isEmpty()
        || !(json.get("extensions") instanceof Map<?, ?> extensions)
        || !(extensions.get("operationId") instanceof String id)) {
      return HttpResponse.badRequest();
    }
    if (stream.operations() >= settings.operations()) {
      return HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS);
    }
    if (!stream.reserve(id)) {
      return HttpResponse.status(HttpStatus.CONFLICT);
    }
    byte[] written = JsonWriter.write(id);
    engine
        .open(operation.get(), streams.context(request))
        .thenAccept(outcome ->
            stream.run(
                id,
                Flux.from(EventStreams.answers(outcome))
                    .map(answer -> EventFrames.next(written, answer.json()))
                    .concatWithValues(EventFrames.complete(written))));
    return HttpResponse.accepted();
  }

  private Caller stranger(HttpRequest<?> request) {
    return Caller.stranger(callers.of(request));
  }

  private @Nullable ReservedStream stream(HttpRequest<?> request) {
    String token = request.getHeaders().get(TOKEN);
    return token == null ? null : reserved.find(token);
  }

  private static String accept(HttpRequest<?> request) {
    String accept = request.getHeaders().get(HttpHeaders.ACCEPT);
    return accept == null ? "" : accept;
  }
}
