package tw.shouwang.graphql.execution;

import graphql.GraphQLError;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.errors.ErrorCode;

/// What is known of a document before it runs.
sealed interface PreparedDocument {

  /// It may run.
  record Ready(Document document, List<OperationDefinition> operations)
      implements PreparedDocument {

    public Ready {
      operations = List.copyOf(operations);
    }

    /// The operation of this name, or the only one when none is named; null when that names none.
    @Nullable OperationDefinition operation(@Nullable String name) {
      if (name == null || name.isEmpty()) {
        return operations.size() == 1 ? operations.getFirst() : null;
      }
      return operations.stream()
          .filter(operation -> name.equals(operation.getName()))
          .findFirst()
          .orElse(null);
    }
  }

  /// It may not; `rootFields` is null where it could not even be read.
  record Refused(ErrorCode code, List<GraphQLError> errors, @Nullable Set<String> rootFields)
      implements PreparedDocument {}
}
