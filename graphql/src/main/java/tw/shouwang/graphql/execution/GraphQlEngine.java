package tw.shouwang.graphql.execution;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.ExecutionId;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.errors.ErrorTranslator;
import tw.shouwang.graphql.errors.RequestErrorExtensions.Refused;
import tw.shouwang.graphql.limits.Cost;
import tw.shouwang.graphql.limits.Excess;
import tw.shouwang.graphql.limits.LimitSettings;
import tw.shouwang.graphql.limits.VariableLists;
import tw.shouwang.i18n.Language;

/// The one door to a schema. Every transport calls it and adds nothing to what an operation may do.
///
/// It never blocks its caller: fetchers run on threads that may, and no longer than the limit says.
public final class GraphQlEngine {

  private static final ExecutionId NO_ID = ExecutionId.from("-");

  private final String name;
  private final GraphQLSchema schema;
  private final GraphQL graphQl;
  private final DocumentPreparer preparer;
  private final LimitSettings limits;
  private final ErrorTranslator errors;
  private final DeadlineRunner runner;

  GraphQlEngine(String name, GraphQLSchema schema, EngineParts parts) {
    this.name = name;
    this.schema = schema;
    this.errors = parts.errors();
    this.limits = parts.limits();
    this.runner = parts.runner();
    this.preparer = new DocumentPreparer(schema, limits);
    this.graphQl =
        GraphQL.newGraphQL(schema)
            .defaultDataFetcherExceptionHandler(parts.exceptions())
            .preparsedDocumentProvider((input, parse) ->
                CompletableFuture.completedFuture(
                    input.getGraphQLContext().get(PreparsedDocumentEntry.class)))
            .build();
  }

  /// The schema, e.g. to print it.
  public GraphQLSchema schema() {
    return schema;
  }

  /// Runs a query or a mutation. With `queriesOnly`, as GET demands, a mutation is refused. The
  /// result never fails: a fault is an answer too.
  public CompletableFuture<Answer> answer(
      Operation request, RequestContext context, boolean queriesOnly) {
    return runner.run(
        limits.time(),
        cancellation -> answer(request, context, queriesOnly, cancellation),
        failure -> failed(failure, context.language()));
  }

  /// The answer to a request that never became an operation.
  public Answer refuse(ErrorCode code, Map<String, ?> details, Language language) {
    return refuse(code, details, null, language);
  }

  private Answer answer(
      Operation request,
      RequestContext context,
      boolean queriesOnly,
      DeadlineRunner.Cancellation cancellation) {
    Language language = context.language();
    return switch (preparer.prepare(request.document())) {
      case PreparedDocument.Invalid invalid ->
          new Answer(
              invalid.code(),
              response(
                  errors.ofRequest(invalid.errors(), refused(invalid.rootFields(), language))));
      case PreparedDocument.Forbidden forbidden ->
          refuse(forbidden.code(), forbidden.details(), forbidden.rootFields(), language);
      case PreparedDocument.Ready ready ->
          answer(ready, request, context, queriesOnly, cancellation);
    };
  }

  private Answer answer(
      PreparedDocument.Ready ready,
      Operation request,
      RequestContext context,
      boolean queriesOnly,
      DeadlineRunner.Cancellation cancellation) {
    Language language = context.language();
    OperationDefinition operation = ready.operation(request.operationName());
    if (operation == null) {
      Set<String> fields = RootFields.of(ready.document(), ready.operations());
      return refuse(ErrorCode.OPERATION_RESOLUTION_FAILURE, Map.of(), fields, language);
    }
    boolean query = operation.getOperation() == OperationDefinition.Operation.QUERY;
    if (queriesOnly && !query) {
      Set<String> fields = RootFields.of(ready.document(), List.of(operation));
      return refuse(ErrorCode.METHOD_NOT_ALLOWED, Map.of(), fields, language);
    }
    Optional<Excess> excess = excess(ready, operation, request);
    if (excess.isPresent()) {
      Set<String> fields = RootFields.of(ready.document(), List.of(operation));
      var forbidden = PreparedDocument.Forbidden.by(excess.get(), fields);
      return refuse(forbidden.code(), forbidden.details(), fields, language);
    }
    ExecutionInput input = input(ready, request, context);
    cancellation.onCancel(input::cancel, query);
    return translate(graphQl.execute(input), ready, operation, language);
  }

  private Optional<Excess> excess(
      PreparedDocument.Ready ready, OperationDefinition operation, Operation request) {
    if (!ready.cheap()
        && Cost.of(schema, ready.document(), operation, request.variables()) > limits.cost()) {
      return Optional.of(new Excess("cost", limits.cost()));
    }
    return VariableLists.excess(request.variables(), limits);
  }

  private Answer translate(
      ExecutionResult result,
      PreparedDocument.Ready ready,
      OperationDefinition operation,
      Language language) {
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    if (!result.isDataPresent()) {
      Set<String> fields = RootFields.of(ready.document(), List.of(operation));
      response.put("errors", errors.ofRequest(result.getErrors(), refused(fields, language)));
      return new Answer(ErrorCode.BAD_USER_INPUT, response);
    }
    if (!result.getErrors().isEmpty()) {
      response.put("errors", errors.ofFields(result.getErrors(), language));
    }
    response.put("data", result.getData());
    return new Answer(null, response);
  }

  private static ExecutionInput input(
      PreparedDocument.Ready ready, Operation request, RequestContext context) {
    return ExecutionInput.newExecutionInput()
        .query(request.document())
        .operationName(request.operationName())
        .variables(request.variables())
        .executionId(NO_ID)
        .locale(context.language().locale().toLocale())
        .graphQLContext(
            Map.of(
                RequestContext.class,
                context,
                PreparsedDocumentEntry.class,
                new PreparsedDocumentEntry(ready.document())))
        .build();
  }

  /// What became of an operation may be unknown after a fault, so help is given with it.
  private Answer failed(DeadlineRunner.Failure failure, Language language) {
    return switch (failure) {
      case DeadlineRunner.Failure.TooLate _ -> refuse(ErrorCode.TIMEOUT, Map.of(), language);
      case DeadlineRunner.Failure.Fault fault ->
          refuse(ErrorCode.INTERNAL, Map.of("id", fault.id()), language);
    };
  }

  private Answer refuse(
      ErrorCode code, Map<String, ?> details, @Nullable Set<String> rootFields, Language language) {
    return new Answer(
        code, response(errors.ofRequest(code, details, refused(rootFields, language))));
  }

  private Refused refused(@Nullable Set<String> rootFields, Language language) {
    return new Refused(
        name, rootFields != null, rootFields == null ? Set.of() : rootFields, language);
  }

  private static Map<String, @Nullable Object> response(List<Map<String, Object>> errors) {
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    response.put("errors", errors);
    return response;
  }
}
