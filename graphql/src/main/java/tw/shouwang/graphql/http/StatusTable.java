package tw.shouwang.graphql.http;

import io.micronaut.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.errors.ErrorCode;

/// Every status code of GraphQL over HTTP, in one place.
///
/// In `application/json`, every well-formed GraphQL request is answered with 200, also if it
/// failed, because older clients read the body only then. The draft of August 2026 moves validation
/// errors from 400 to 422; the audit suite still demands 400, so that is the one line to change.
final class StatusTable {

  private static final HttpStatus INVALID = HttpStatus.BAD_REQUEST;

  private StatusTable() {}

  static HttpStatus status(@Nullable ErrorCode refusal, AnswerType type) {
    if (refusal == null) {
      return HttpStatus.OK;
    }
    return switch (refusal) {
      case BAD_REQUEST, BATCH_NOT_SUPPORTED -> HttpStatus.BAD_REQUEST;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case UNSUPPORTED_MEDIA_TYPE, UNSUPPORTED_CHARSET, UNSUPPORTED_CONTENT_ENCODING ->
          HttpStatus.UNSUPPORTED_MEDIA_TYPE;
      case NOT_ACCEPTABLE -> HttpStatus.NOT_ACCEPTABLE;
      case METHOD_NOT_ALLOWED -> HttpStatus.METHOD_NOT_ALLOWED;
      case REQUEST_TIMEOUT -> HttpStatus.REQUEST_TIMEOUT;
      case PAYLOAD_TOO_LARGE -> HttpStatus.REQUEST_ENTITY_TOO_LARGE;
      case URI_TOO_LONG -> HttpStatus.REQUEST_URI_TOO_LONG;
      case HEADERS_TOO_LARGE -> HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
      case RATE_LIMITED -> HttpStatus.TOO_MANY_REQUESTS;
      case TIMEOUT, TEMPORARILY_UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
      case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
      case GRAPHQL_PARSE_FAILED -> understood(HttpStatus.BAD_REQUEST, type);
      case GRAPHQL_VALIDATION_FAILED,
          OPERATION_RESOLUTION_FAILURE,
          BAD_USER_INPUT,
          PERSISTED_QUERY_NOT_FOUND,
          PERSISTED_QUERY_NOT_SUPPORTED,
          DOCUMENT_NOT_TRUSTED,
          INTROSPECTION_DISABLED,
          INLINE_SECRET,
          LIMIT_EXCEEDED ->
          understood(INVALID, type);
    };
  }

  private static HttpStatus understood(HttpStatus status, AnswerType type) {
    return switch (type) {
      case GRAPHQL_RESPONSE -> status;
      case JSON -> HttpStatus.OK;
    };
  }
}
