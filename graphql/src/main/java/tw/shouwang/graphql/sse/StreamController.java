package tw.shouwang.graphql.sse;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import java.util.concurrent.CompletableFuture;
import tw.shouwang.graphql.Caller;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.execution.PublicIsServed;
import tw.shouwang.graphql.ratelimits.CallerKeys;

/// The address of the public schema's event streams. Operations come by POST only, so that no
/// secret is in an address.
@Controller("/graphql/stream")
@Requires(condition = PublicIsServed.class)
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
class StreamController {

  private final EventStreams streams;
  private final CallerKeys callers;

  StreamController(EventStreams streams, CallerKeys callers) {
    this.streams = streams;
    this.callers = callers;
  }

  @Post
  CompletableFuture<HttpResponse<?>> post(HttpRequest<?> request) {
    return streams.post(SchemaSlice.PUBLIC, request, Caller.stranger(callers.of(request)));
  }
}
