package tw.shouwang.graphql.execution;

import graphql.language.OperationDefinition;
import java.util.Optional;
import tw.shouwang.graphql.errors.ErrorCode;

/// Which operations a transport can carry.
enum Transport {
  /// The request is in the address, which browsers, proxies and servers log.
  GET,
  POST,
  STREAM;

  /// @param confidential whether the document uses something that the schema calls confidential
  Optional<ErrorCode> refusal(OperationDefinition.Operation operation, boolean confidential) {
    if (this == GET && confidential) {
      return Optional.of(ErrorCode.METHOD_NOT_ALLOWED);
    }
    return switch (operation) {
      case QUERY -> Optional.empty();
      case MUTATION -> this == GET ? Optional.of(ErrorCode.METHOD_NOT_ALLOWED) : Optional.empty();
      case SUBSCRIPTION ->
          switch (this) {
            case GET -> Optional.of(ErrorCode.METHOD_NOT_ALLOWED);
            case POST -> Optional.of(ErrorCode.NOT_ACCEPTABLE);
            case STREAM -> Optional.empty();
          };
    };
  }
}
