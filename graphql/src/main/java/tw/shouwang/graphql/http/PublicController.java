package tw.shouwang.graphql.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import java.util.concurrent.CompletableFuture;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.execution.PublicIsServed;

/// The address of the public schema. It accepts all media types, because [GraphQlHttp] checks them.
@Controller("/graphql")
@Requires(condition = PublicIsServed.class)
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
class PublicController {

  private final GraphQlHttp http;

  PublicController(GraphQlHttp http) {
    this.http = http;
  }

  @Post
  CompletableFuture<HttpResponse<byte[]>> post(HttpRequest<?> request) {
    return http.post(SchemaSlice.PUBLIC, request);
  }

  @Get
  CompletableFuture<HttpResponse<byte[]>> get(HttpRequest<?> request) {
    return http.get(SchemaSlice.PUBLIC, request);
  }
}
