package tw.shouwang.graphql.execution;

import graphql.GraphQLError;
import graphql.language.Document;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;
import graphql.language.VariableDefinition;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.deprecations.DeprecatedPart;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.limits.Excess;
import tw.shouwang.graphql.limits.VariableUses;
import tw.shouwang.graphql.plan.Plans;

/// The result of parsing and checking a document.
sealed interface PreparedDocument {

  /// The document may run.
  ///
  /// @param text as it was sent
  /// @param cheap whether its cost is within the limit with any variables
  /// @param confidential whether it uses something that the schema calls confidential or sensitive:
  ///   it never runs over GET, and its answers are never cached
  /// @param deprecated what each operation uses that is deprecated, by its name, its variables left
  ///   aside
  /// @param name the name of the trusted document; null for any other
  /// @param uses where its variables stand
  /// @param plans how its operations are executed
  record Ready(
      String text,
      Document document,
      List<OperationDefinition> operations,
      boolean cheap,
      boolean confidential,
      Map<String, Set<DeprecatedPart>> deprecated,
      @Nullable String name,
      VariableUses uses,
      Plans plans)
      implements PreparedDocument {

    public Ready {
      operations = List.copyOf(operations);
      deprecated = Map.copyOf(deprecated);
    }

    /// What one operation uses that is deprecated, its variables left aside.
    Set<DeprecatedPart> deprecatedIn(OperationDefinition operation) {
      return deprecated.getOrDefault(Objects.requireNonNullElse(operation.getName(), ""), Set.of());
    }

    /// The same as a trusted document. It goes by the names of its operations; without one, by its
    /// id.
    Ready trusted(String id) {
      String names =
          operations.stream()
              .map(OperationDefinition::getName)
              .filter(Objects::nonNull)
              .collect(Collectors.joining("+"));
      return new Ready(
          text,
          document,
          operations,
          cheap,
          confidential,
          deprecated,
          names.isEmpty() ? id : names,
          uses,
          plans);
    }

    /// Whether a declared variable is sent as null although it is used where null is not allowed. A
    /// nullable variable with a default may stand there.
    boolean hasForbiddenNull(
        OperationDefinition operation, Map<String, @Nullable Object> variables) {
      return !uses.nonNull().isEmpty()
          && operation.getVariableDefinitions().stream()
              .filter(variable -> !(variable.getType() instanceof NonNullType))
              .map(VariableDefinition::getName)
              .anyMatch(name ->
                  uses.nonNull().contains(name)
                      && variables.containsKey(name)
                      && variables.get(name) == null);
    }

    /// The operation of this name, or the only one if the request names none; null if there is no
    /// such operation.
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

  /// The document may not run. `rootFields` is null if the document could not be parsed.
  sealed interface Refused extends PreparedDocument {

    ErrorCode code();

    @Nullable Set<String> rootFields();

    /// For whoever keeps the document: the code, and which rules it breaks where. Names no value.
    String reason();
  }

  /// The engine refuses the document, for these reasons.
  ///
  /// @param mistakes what is wrong with its literals, by the place of the argument
  record Invalid(
      ErrorCode code,
      List<GraphQLError> errors,
      Map<SourceLocation, InputMistake> mistakes,
      @Nullable Set<String> rootFields)
      implements Refused {

    /// Which literal an error is about and what the schema expects there.
    Map<String, ?> details(GraphQLError error) {
      List<SourceLocation> places = error.getLocations();
      InputMistake mistake =
          places == null || places.isEmpty() ? null : mistakes.get(places.getFirst());
      return mistake == null
          ? Map.of()
          : Map.of("at", mistake.path(), "expected", mistake.expected());
    }

    @Override
    public String reason() {
      return code
          + errors.stream()
              .map(this::reason)
              .distinct()
              .collect(Collectors.joining("; ", " (", ")"));
    }

    private String reason(GraphQLError error) {
      List<SourceLocation> places = error.getLocations();
      String rule =
          error instanceof ValidationError invalid
              ? String.valueOf(invalid.getValidationErrorType())
              : "syntax";
      return places == null || places.isEmpty()
          ? rule
          : "%s at %d:%d"
              .formatted(rule, places.getFirst().getLine(), places.getFirst().getColumn());
    }
  }

  /// One of our limits refuses the document.
  record Forbidden(ErrorCode code, Map<String, ?> details, @Nullable Set<String> rootFields)
      implements Refused {

    @Override
    public String reason() {
      return details.isEmpty() ? code.name() : code + " " + details;
    }

    static Forbidden by(Excess excess, @Nullable Set<String> rootFields) {
      return new Forbidden(
          ErrorCode.LIMIT_EXCEEDED,
          Map.of("limit", excess.limit(), "most", excess.most()),
          rootFields);
    }
  }
}
