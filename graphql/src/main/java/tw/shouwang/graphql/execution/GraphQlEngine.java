package tw.shouwang.graphql.execution;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionId;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.errors.ErrorTranslator;
import tw.shouwang.graphql.errors.RequestErrorExtensions.Refused;
import tw.shouwang.i18n.Language;

/// The one door to a schema. Every transport calls it and adds nothing to what an operation may do.
///
/// It blocks while fetchers do, so callers are on a thread that may.
public final class GraphQlEngine {

  private static final ExecutionId NO_ID = ExecutionId.from("-");

  private final String name;
  private final GraphQLSchema schema;
  private final GraphQL graphQl;
  private final DocumentPreparer preparer;
  private final ErrorTranslator errors;

  GraphQlEngine(
      String name,
      GraphQLSchema schema,
      DataFetcherExceptionHandler exceptions,
      ErrorTranslator errors) {
    this.name = name;
    this.schema = schema;
    this.errors = errors;
    this.preparer = new DocumentPreparer(schema);
    this.graphQl =
        GraphQL.newGraphQL(schema)
            .defaultDataFetcherExceptionHandler(exceptions)
            .preparsedDocumentProvider((input, parse) ->
                CompletableFuture.completedFuture(
                    input.getGraphQLContext().get(PreparsedDocumentEntry.class)))
            .build();
  }

  /// The schema, e.g. to print it.
  public GraphQLSchema schema() {
    return schema;
  }

  /// Runs a query or a mutation. With `queriesOnly`, as GET demands, a mutation is refused.
  public Answer answer(Operation request, RequestContext context, boolean queriesOnly) {
    return switch (preparer.prepare(request.document())) {
      case PreparedDocument.Refused refused ->
          new Answer(
              refused.code(),
              response(
                  errors.ofRequest(
                      refused.errors(), refused(refused.rootFields(), context.language()))));
      case PreparedDocument.Ready ready -> answer(ready, request, context, queriesOnly);
    };
  }

  /// The answer to a request that never became an operation.
  public Answer refuse(ErrorCode code, Map<String, ?> details, Language language) {
    return new Answer(code, response(errors.ofRequest(code, details, refused(null, language))));
  }

  private Answer answer(
      PreparedDocument.Ready ready,
      Operation request,
      RequestContext context,
      boolean queriesOnly) {
    OperationDefinition operation = ready.operation(request.operationName());
    if (operation == null) {
      Set<String> fields = RootFields.of(ready.document(), ready.operations());
      return refuse(ErrorCode.OPERATION_RESOLUTION_FAILURE, fields, context);
    }
    boolean query = operation.getOperation() == OperationDefinition.Operation.QUERY;
    if (queriesOnly && !query) {
      Set<String> fields = RootFields.of(ready.document(), List.of(operation));
      return refuse(ErrorCode.METHOD_NOT_ALLOWED, fields, context);
    }
    ExecutionResult result = graphQl.execute(input(ready, request, context));
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    if (!result.isDataPresent()) {
      Set<String> fields = RootFields.of(ready.document(), List.of(operation));
      response.put(
          "errors", errors.ofRequest(result.getErrors(), refused(fields, context.language())));
      return new Answer(ErrorCode.BAD_USER_INPUT, response);
    }
    if (!result.getErrors().isEmpty()) {
      response.put("errors", errors.ofFields(result.getErrors(), context.language()));
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

  private Answer refuse(ErrorCode code, Set<String> rootFields, RequestContext context) {
    return new Answer(
        code, response(errors.ofRequest(code, refused(rootFields, context.language()))));
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
