package tw.shouwang.graphql.errors;

/// Everything this module itself refuses or fails with, as clients see it in `extensions.code`.
///
/// Where a name is customary among GraphQL servers, it is kept. Slices add codes of their own by
/// [RequestError]; the words are in the messages `graphql`, by these names.
public enum ErrorCode {
  /// The body is no JSON, or not a GraphQL request.
  BAD_REQUEST,
  /// Nothing is at this address.
  NOT_FOUND,
  /// The body is a list of GraphQL requests.
  BATCH_NOT_SUPPORTED,
  /// The request's `Content-Type` is none that we read.
  UNSUPPORTED_MEDIA_TYPE,
  /// The request's `Content-Type` names another charset than UTF-8.
  UNSUPPORTED_CHARSET,
  /// The request's content is encoded, e.g. compressed.
  UNSUPPORTED_CONTENT_ENCODING,
  /// Who asks has not proved who they are, and has to here.
  UNAUTHENTICATED,
  /// `Accept` names nothing that we write.
  NOT_ACCEPTABLE,
  /// A method that this address does not take, or over GET a change or what is confidential.
  METHOD_NOT_ALLOWED,
  /// The request is larger than we read.
  PAYLOAD_TOO_LARGE,
  /// The request's address is longer than we read.
  URI_TOO_LONG,
  /// The request's headers are longer than we read.
  HEADERS_TOO_LARGE,
  /// The document is not GraphQL.
  GRAPHQL_PARSE_FAILED,
  /// The document does not fit the schema; `extensions.rule` says which rule it broke.
  GRAPHQL_VALIDATION_FAILED,
  /// The document has no operation of that name, or several and none was named.
  OPERATION_RESOLUTION_FAILURE,
  /// A variable does not fit its type.
  BAD_USER_INPUT,
  /// No trusted document has that id.
  PERSISTED_QUERY_NOT_FOUND,
  /// The same for the protocol of automatically persisted queries, whose clients then send the text
  /// and stop asking by hash: nothing is ever learnt here.
  PERSISTED_QUERY_NOT_SUPPORTED,
  /// Only trusted documents run here, and this is none.
  DOCUMENT_NOT_TRUSTED,
  /// The schema may not be asked about here.
  INTROSPECTION_DISABLED,
  /// The document tells a secret in its text instead of in a variable.
  INLINE_SECRET,
  /// The request asks for more than one may; `extensions.limit` and `most` say of what.
  LIMIT_EXCEEDED,
  /// Too many requests from there; `extensions.retryAfterSeconds` says when to try again.
  RATE_LIMITED,
  /// There is no place at present; `Retry-After` says when to try again.
  TEMPORARILY_UNAVAILABLE,
  /// The operation took too long and was cancelled.
  TIMEOUT,
  /// A fault of ours, masked; `extensions.id` is also in the log.
  INTERNAL
}
