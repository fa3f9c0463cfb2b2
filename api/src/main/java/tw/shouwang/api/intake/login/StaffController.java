package tw.shouwang.api.intake.login;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.Caller;
import tw.shouwang.graphql.http.GraphQlHttp;
import tw.shouwang.graphql.ratelimits.CallerKeys;
import tw.shouwang.graphql.sse.EventStreams;

/// The address of the staff schema: by POST, and as an event stream. There is no GET, so that
/// nothing from a request is in an address. Rate limits count per member, not per network address.
@Controller("/staff/graphql")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Requires(condition = InStaffProcess.class)
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
class StaffController {

  static final String SCHEMA = "staff";

  private final GraphQlHttp http;
  private final EventStreams streams;
  private final CallerKeys keys;

  StaffController(GraphQlHttp http, EventStreams streams, CallerKeys keys) {
    this.http = http;
    this.streams = streams;
    this.keys = keys;
  }

  @Post
  CompletableFuture<HttpResponse<byte[]>> post(HttpRequest<?> request) {
    return http.post(SCHEMA, request, caller(request));
  }

  @Post("/stream")
  CompletableFuture<HttpResponse<?>> stream(HttpRequest<?> request) {
    return streams.post(SCHEMA, request, caller(request));
  }

  private Caller caller(HttpRequest<?> request) {
    StaffMember member = StaffAuthentication.of(request);
    return new Caller(keys.named(member.subject()), Map.of(StaffMember.class, member));
  }
}
