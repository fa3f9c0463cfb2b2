package tw.shouwang.graphql.execution;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQL;
import graphql.execution.ExecutionId;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import tw.shouwang.graphql.CacheHint;
import tw.shouwang.graphql.CacheVersion;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.deprecations.DeprecatedParts;
import tw.shouwang.graphql.deprecations.DeprecationWatch;
import tw.shouwang.graphql.deprecations.Deprecations;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.graphql.limits.Cost;
import tw.shouwang.graphql.limits.Excess;
import tw.shouwang.graphql.limits.LimitSettings;
import tw.shouwang.graphql.limits.StorableText;
import tw.shouwang.graphql.limits.VariableLimits;
import tw.shouwang.graphql.plan.PlanStrategy;
import tw.shouwang.graphql.plan.Plans;
import tw.shouwang.graphql.ratelimits.Admission;
import tw.shouwang.graphql.ratelimits.CallerKey;
import tw.shouwang.i18n.Language;

/// Executes operations of one schema. Every transport calls it, and none allows more than it does.
///
/// It never blocks the caller: fetchers run on threads that may block, no longer than the time
/// limit. Cached answers are returned at once.
public final class GraphQlEngine {

  private static final ExecutionId NO_ID = ExecutionId.from("-");

  /// The path of subscriptions, below the address of the request.
  private static final Map<String, ?> SUBSCRIPTIONS =
      Map.of(
          "subscriptions", Map.of("text/event-stream", "/stream", "graphql-transport-ws", "/ws"));

  private final String name;
  private final GraphQLSchema schema;
  private final GraphQL graphQl;
  private final Documents documents;
  private final LimitSettings limits;
  private final boolean introspection;
  private final AnswerWriter writer;
  private final DeadlineRunner runner;
  private final Admission admission;
  private final CacheVersion version;
  private final AnswerCaches answers;
  private final DeprecatedParts deprecated;
  private final DeprecationWatch watch;

  GraphQlEngine(String name, GraphQLSchema schema, EngineParts parts) {
    this.name = name;
    this.schema = schema;
    this.writer = new AnswerWriter(name, parts.errors());
    this.limits = parts.limits();
    this.introspection = parts.introspection();
    this.runner = parts.runner();
    this.admission = parts.admission();
    this.version = parts.version();
    this.answers = parts.answers();
    DocumentPreparer preparer = new DocumentPreparer(schema, limits, introspection);
    this.deprecated = preparer.deprecated();
    this.watch = parts.watch();
    this.documents = parts.documents(name, preparer);
    this.graphQl =
        GraphQL.newGraphQL(schema)
            .defaultDataFetcherExceptionHandler(parts.exceptions())
            .queryExecutionStrategy(new PlanStrategy(parts.exceptions()))
            .mutationExecutionStrategy(new PlanStrategy(parts.exceptions()))
            .preparsedDocumentProvider((input, parse) ->
                CompletableFuture.completedFuture(
                    input.getGraphQLContext().get(PreparsedDocumentEntry.class)))
            .build();
  }

  /// The schema, e.g. to print it.
  public GraphQLSchema schema() {
    return schema;
  }

  /// Executes a query or a mutation. With `queriesOnly`, for GET, it refuses mutations and
  /// documents that use something confidential. A variable of the type Language sets the language
  /// of all fields that do not name their own. The future never fails: a fault is also an answer.
  public CompletableFuture<Answer> answer(
      Operation request, RequestContext context, boolean queriesOnly) {
    return outcome(request, context, queriesOnly ? Transport.GET : Transport.POST)
        .thenApply(outcome ->
            switch (outcome) {
              case Outcome.Finished finished -> finished.answer();
              case Outcome.Events _ -> throw new IllegalStateException("no stream was asked for");
            });
  }

  /// Executes any operation, for a transport that can send the events of a subscription.
  public CompletableFuture<Outcome> open(Operation request, RequestContext context) {
    return outcome(request, context, Transport.STREAM);
  }

  private CompletableFuture<Outcome> outcome(
      Operation request, RequestContext context, Transport transport) {
    PreparedDocument known = documents.known(request);
    if (known instanceof PreparedDocument.Ready ready) {
      Answer cached = cached(ready, request, context);
      if (cached != null) {
        watched(cached);
        return CompletableFuture.completedFuture(sized(new Outcome.Finished(cached), false));
      }
    } else if (known instanceof PreparedDocument.Refused refused) {
      return CompletableFuture.completedFuture(refused(refused, context.language()));
    }
    boolean maybeConfidential =
        !(known instanceof PreparedDocument.Ready ready) || ready.confidential();
    return runner.run(
        limits.time(),
        cancellation -> {
          String text = Objects.requireNonNullElse(request.document(), "");
          return switch (known == null ? documents.prepare(text) : known) {
            case PreparedDocument.Refused refused -> refused(refused, context.language());
            case PreparedDocument.Ready ready ->
                sized(
                    run(new Prepared(ready, request, context), transport, cancellation),
                    ready.confidential());
          };
        },
        failure ->
            sized(
                new Outcome.Finished(writer.failed(failure, context.language())),
                maybeConfidential));
  }

  /// Pads every refusal of a document: whether a document that does not fit the schema is about a
  /// case is not known.
  private Outcome refused(PreparedDocument.Refused refused, Language language) {
    return sized(new Outcome.Finished(writer.refused(refused, language)), true);
  }

  /// Pads every answer about a case, also refusals and errors. All answers of schemas with a login
  /// count as about cases.
  private Outcome sized(Outcome outcome, boolean confidential) {
    if (!confidential && name.equals(SchemaSlice.PUBLIC)) {
      return outcome;
    }
    return switch (outcome) {
      case Outcome.Finished finished -> new Outcome.Finished(finished.answer().asConfidential());
      case Outcome.Events events ->
          new Outcome.Events(Flux.from(events.answers()).map(Answer::asConfidential));
    };
  }

  /// Counts an answer that a transport gives once more. Every other answer was counted when it was
  /// made.
  public void watched(Answer answer) {
    if (!answer.deprecations().isEmpty()) {
      watch.answered(name, answer.deprecations());
    }
  }

  /// The answer to a request that is no operation.
  public Answer refuse(ErrorCode code, Map<String, ?> details, Language language) {
    return writer.refused(code, details, null, language);
  }

  /// The same with a slice's own reason.
  public Answer refuse(RequestError reason, Language language) {
    Answer refusal = writer.refused(reason, language);
    return name.equals(SchemaSlice.PUBLIC) ? refusal : refusal.asConfidential();
  }

  private @Nullable Answer cached(
      PreparedDocument.Ready ready, Operation request, RequestContext context) {
    OperationDefinition operation = ready.operation(request.operationName());
    if (operation == null
        || ready.confidential()
        || operation.getOperation() != OperationDefinition.Operation.QUERY) {
      return null;
    }
    Language named = NamedLanguage.in(operation, request);
    RequestContext asked = named == null ? context : context.in(named);
    return answers.find(question(ready, request, asked), context.instant());
  }

  private AnswerCaches.Question question(
      PreparedDocument.Ready ready, Operation request, RequestContext context) {
    return new AnswerCaches.Question(
        name,
        ready.text(),
        request.operationName(),
        request.variables(),
        context.language(),
        context.spoken(),
        version.current());
  }

  /// A prepared document and its request.
  private record Prepared(PreparedDocument.Ready ready, Operation request, RequestContext context) {

    Set<String> rootFields(OperationDefinition operation) {
      return RootFields.of(ready.document(), List.of(operation));
    }
  }

  private Outcome run(
      Prepared prepared, Transport transport, DeadlineRunner.Cancellation cancellation) {
    PreparedDocument.Ready ready = prepared.ready;
    Operation request = prepared.request;
    Language asked = prepared.context.language();
    OperationDefinition operation = ready.operation(request.operationName());
    if (operation == null) {
      Set<String> fields = RootFields.of(ready.document(), ready.operations());
      return refused(ErrorCode.OPERATION_RESOLUTION_FAILURE, fields, asked);
    }
    Optional<ErrorCode> mismatch =
        transport.refusal(operation.getOperation(), ready.confidential());
    if (mismatch.isPresent()) {
      Map<String, ?> where = mismatch.get() == ErrorCode.NOT_ACCEPTABLE ? SUBSCRIPTIONS : Map.of();
      return new Outcome.Finished(
          writer.refused(mismatch.get(), where, prepared.rootFields(operation), asked));
    }
    if (StorableText.isNotIn(schema, operation, request.variables(), ready.confidential())
        || ready.hasForbiddenNull(operation, request.variables())) {
      return refused(ErrorCode.BAD_USER_INPUT, prepared.rootFields(operation), asked);
    }
    Optional<Excess> excess = excess(ready, operation, request);
    if (excess.isPresent()) {
      return new Outcome.Finished(
          writer.refused(
              PreparedDocument.Forbidden.by(excess.get(), prepared.rootFields(operation)), asked));
    }
    Duration delay =
        admission.tryAdmit(
            ready.document(), operation, request.variables(), request.caller().key());
    if (!delay.isZero()) {
      return new Outcome.Finished(writer.refused(delay, prepared.rootFields(operation), asked));
    }
    return execute(prepared, operation, cancellation);
  }

  private Outcome execute(
      Prepared prepared, OperationDefinition operation, DeadlineRunner.Cancellation cancellation) {
    Language named = NamedLanguage.in(operation, prepared.request);
    RequestContext context = named == null ? prepared.context : prepared.context.in(named);
    boolean query = operation.getOperation() == OperationDefinition.Operation.QUERY;
    boolean keepable =
        query && !prepared.ready.confidential() && declaresAll(operation, prepared.request);
    String before = version.current();
    CacheHint hint = new CacheHint();
    ExecutionInput input = input(prepared.ready, prepared.request, context, hint);
    cancellation.onCancel(input::cancel);
    ExecutionResult result;
    try {
      result = graphQl.execute(input);
    } catch (NonNullableValueCoercedAsNullException e) {
      // A subscription's arguments are read before its field exists, so the error cannot belong to
      // a field.
      result = new ExecutionResultImpl(e);
    }
    if (!result.isDataPresent()) {
      return new Outcome.Finished(
          writer.refused(
              result,
              mistake(operation, prepared.request, input),
              prepared.rootFields(operation),
              context.language()));
    }
    Deprecations uses =
        Deprecations.of(
            prepared.ready.name(),
            prepared.ready.deprecatedIn(operation),
            deprecated.in(operation, prepared.request.variables()));
    if (result.getData() instanceof Publisher<?> events) {
      if (!uses.isEmpty()) {
        watch.answered(name, uses);
      }
      return new Outcome.Events(events(events, uses, context.language()));
    }
    Answer answer =
        writer.answered(
            result,
            result.getErrors().isEmpty() ? Set.of() : prepared.rootFields(operation),
            uses,
            context.language(),
            keepable ? hint : null,
            before,
            named != null);
    watched(answer);
    // If the data changed meanwhile, the answer may mix both versions, so it is not cached.
    Answer.Caching caching = answer.caching();
    if (caching != null && before.equals(version.current())) {
      answers.offer(question(prepared.ready, prepared.request, context), answer, caching);
    }
    return new Outcome.Finished(answer);
  }

  /// Where the first wrong variable is; empty unless introspection is allowed.
  private Map<String, ?> mistake(
      OperationDefinition operation, Operation request, ExecutionInput input) {
    return introspection
        ? InputMistake.first(schema, operation, request.variables(), input)
            .map(InputMistake::details)
            .orElse(Map.of())
        : Map.of();
  }

  /// A variable that the operation does not declare has no effect and may hold anything, also a
  /// receipt. Such a request is answered but never cached.
  private static boolean declaresAll(OperationDefinition operation, Operation request) {
    Set<String> declared = new HashSet<>();
    operation.getVariableDefinitions().forEach(variable -> declared.add(variable.getName()));
    return declared.containsAll(request.variables().keySet());
  }

  /// Events are produced on demand of the transport, at most one ahead.
  private Publisher<Answer> events(Publisher<?> results, Deprecations uses, Language language) {
    return Flux.from(results)
        .publishOn(runner.scheduler(), 1)
        .cast(ExecutionResult.class)
        .map(result -> writer.answered(result, Set.of(), uses, language, null, "", false))
        .onErrorResume(fault -> Flux.just(writer.failed(runner.fault(fault), language)));
  }

  private Outcome refused(ErrorCode code, Set<String> rootFields, Language language) {
    return new Outcome.Finished(writer.refused(code, Map.of(), rootFields, language));
  }

  private Optional<Excess> excess(
      PreparedDocument.Ready ready, OperationDefinition operation, Operation request) {
    if (!ready.cheap()
        && Cost.of(schema, ready.document(), operation, request.variables()) > limits.cost()) {
      return Optional.of(new Excess("cost", limits.cost()));
    }
    return VariableLimits.excess(
        operation.getOperation(), request.variables(), ready.uses(), limits);
  }

  private static ExecutionInput input(
      PreparedDocument.Ready ready, Operation request, RequestContext context, CacheHint hint) {
    return ExecutionInput.newExecutionInput()
        .query(ready.text())
        .operationName(request.operationName())
        .variables(request.variables())
        .executionId(NO_ID)
        .locale(context.language().locale().toLocale())
        // Nearly every field asks for it, and from here it is read without a map.
        .localContext(context)
        .graphQLContext(request.caller().known())
        .graphQLContext(
            Map.of(
                RequestContext.class,
                context,
                CacheHint.class,
                hint,
                CallerKey.class,
                request.caller().key(),
                PreparsedDocumentEntry.class,
                new PreparsedDocumentEntry(ready.document()),
                Plans.class,
                ready.plans()))
        .build();
  }
}
