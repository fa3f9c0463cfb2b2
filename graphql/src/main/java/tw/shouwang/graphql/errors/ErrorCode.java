package tw.shouwang.graphql.errors;

/// All refusals and failures of this module, as clients see them in `extensions.code`.
///
/// Names that are customary among GraphQL servers are used. Slices add codes of their own by
/// [RequestError]; the texts are in the messages `graphql`, by these names.
public enum ErrorCode {
  /// The body is not JSON, or not a GraphQL request.
  BAD_REQUEST,
  /// Nothing is at this address.
  NOT_FOUND,
  /// The body is a list of GraphQL requests.
  BATCH_NOT_SUPPORTED,
  /// The request's `Content-Type` is not supported.
  UNSUPPORTED_MEDIA_TYPE,
  /// The request's `Content-Type` names another charset than UTF-8.
  UNSUPPORTED_CHARSET,
  /// The request's content is encoded, e.g. compressed.
  UNSUPPORTED_CONTENT_ENCODING,
  /// The caller has to log in first.
  UNAUTHENTICATED,
  /// `Accept` names no media type that we write.
  NOT_ACCEPTABLE,
  /// The address does not allow the method; or GET was used for a mutation or for something
  /// confidential.
  METHOD_NOT_ALLOWED,
  /// The request did not arrive completely in time.
  REQUEST_TIMEOUT,
  /// The request's body is too long.
  PAYLOAD_TOO_LARGE,
  /// The request's address is too long.
  URI_TOO_LONG,
  /// The request's headers are too long.
  HEADERS_TOO_LARGE,
  /// The document is not GraphQL.
  GRAPHQL_PARSE_FAILED,
  /// The document does not fit the schema; `extensions.rule` says which rule it broke.
  GRAPHQL_VALIDATION_FAILED,
  /// The document has no operation of that name, or it has several and the request names none.
  OPERATION_RESOLUTION_FAILURE,
  /// A variable does not fit its type.
  BAD_USER_INPUT,
  /// No trusted document has this id.
  PERSISTED_QUERY_NOT_FOUND,
  /// The same in the protocol of automatic persisted queries. Its clients then send the text and
  /// stop sending hashes; the service never stores a query that a client sends.
  PERSISTED_QUERY_NOT_SUPPORTED,
  /// Only trusted documents run here, and this document is not one.
  DOCUMENT_NOT_TRUSTED,
  /// Introspection is not allowed here.
  INTROSPECTION_DISABLED,
  /// The document contains a secret as a literal instead of in a variable.
  INLINE_SECRET,
  /// The request exceeds a limit; `extensions.limit` names it and `extensions.most` gives its
  /// value.
  LIMIT_EXCEEDED,
  /// Too many requests from this caller; `extensions.retryAfterSeconds` says when to try again.
  RATE_LIMITED,
  /// No capacity at present; `Retry-After` says when to try again.
  TEMPORARILY_UNAVAILABLE,
  /// The operation took too long and was cancelled.
  TIMEOUT,
  /// A fault of the service, masked; `extensions.id` is also in the log.
  INTERNAL
}
