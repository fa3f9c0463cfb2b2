package tw.shouwang.api.intake.login;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.http.GraphQlHttp;

/// The answer to unauthenticated requests: the same for a missing, an invalid and an expired token,
/// so that an attacker does not learn what was wrong.
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
class Unauthenticated implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {

  private final GraphQlHttp http;

  Unauthenticated(GraphQlHttp http) {
    this.http = http;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException exception) {
    MutableHttpResponse<byte[]> response =
        http.refuse(StaffController.SCHEMA, request, ErrorCode.UNAUTHENTICATED);
    response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    return response;
  }
}
