package tw.shouwang.graphql.execution;

import graphql.language.OperationDefinition;
import java.util.Optional;
import tw.shouwang.graphql.errors.ErrorCode;

/// Which operations a way of asking can carry.
enum Transport {
  GET,
  POST,
  STREAM;

  Optional<ErrorCode> refusal(OperationDefinition.Operation operation) {
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
