package tw.shouwang.graphql.execution;

import graphql.GraphQLError;
import graphql.language.Document;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.limits.Excess;
import tw.shouwang.graphql.plan.Plans;

/// What is known of a document before it runs.
sealed interface PreparedDocument {

  /// It may run.
  ///
  /// @param text as it was sent
  /// @param cheap whether no variables can make it cost too much
  /// @param confidential whether it uses what the schema calls confidential or sensitive: it is
  ///   never run over GET, and its answers are never kept
  /// @param nonNull the variables that stand where null is not allowed
  /// @param plans how its operations are executed
  record Ready(
      String text,
      Document document,
      List<OperationDefinition> operations,
      boolean cheap,
      boolean confidential,
      Set<String> nonNull,
      Plans plans)
      implements PreparedDocument {

    public Ready {
      operations = List.copyOf(operations);
      nonNull = Set.copyOf(nonNull);
    }

    /// Whether a variable is sent as null that the operation declares and uses where null is not
    /// allowed. Its type does not say so where it has a default.
    boolean hasForbiddenNull(
        OperationDefinition operation, Map<String, @Nullable Object> variables) {
      return !nonNull.isEmpty()
          && operation.getVariableDefinitions().stream()
              .filter(variable -> !(variable.getType() instanceof NonNullType))
              .map(VariableDefinition::getName)
              .anyMatch(name ->
                  nonNull.contains(name)
                      && variables.containsKey(name)
                      && variables.get(name) == null);
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
  sealed interface Refused extends PreparedDocument {

    ErrorCode code();

    @Nullable Set<String> rootFields();
  }

  /// The engine refuses it, for these reasons.
  record Invalid(ErrorCode code, List<GraphQLError> errors, @Nullable Set<String> rootFields)
      implements Refused {}

  /// A limit of ours refuses it.
  record Forbidden(ErrorCode code, Map<String, ?> details, @Nullable Set<String> rootFields)
      implements Refused {

    static Forbidden by(Excess excess, @Nullable Set<String> rootFields) {
      return new Forbidden(
          ErrorCode.LIMIT_EXCEEDED,
          Map.of("limit", excess.limit(), "most", excess.most()),
          rootFields);
    }
  }
}
