package tw.shouwang.graphql.plan;

import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.SerializationError;
import graphql.TypeMismatchError;
import graphql.UnresolvedTypeError;
import graphql.execution.AbortExecutionException;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherResult;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStepInfo;
import graphql.execution.NonNullableFieldWasNullError;
import graphql.execution.NonNullableFieldWasNullException;
import graphql.execution.ResultPath;
import graphql.execution.UnresolvedTypeException;
import graphql.execution.ValuesResolver;
import graphql.schema.CoercingSerializeException;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.LightDataFetcher;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.json.JsonWriter;

/// One execution of a plan, on one thread, depth first. Values are written as soon as they are
/// fetched. If a null is not allowed, the part of the enclosing object that was already written is
/// removed.
final class PlanRun {

  private final Plan plan;
  private final ExecutionContext context;
  private final ExecutionStepInfo rootInfo;
  private final DataFetcherExceptionHandler exceptions;
  private final GraphQLContext graphQlContext;
  private final Locale locale;
  private final ObjectTypes types;
  private final JsonWriter out = JsonWriter.begin();
  private @Nullable Map<String, Object>[] arguments;

  @SuppressWarnings({"unchecked", "rawtypes"})
  PlanRun(
      Plan plan,
      ExecutionContext context,
      ExecutionStepInfo rootInfo,
      DataFetcherExceptionHandler exceptions) {
    this.plan = plan;
    this.context = context;
    this.rootInfo = rootInfo;
    this.exceptions = exceptions;
    this.graphQlContext = context.getGraphQLContext();
    this.locale = context.getLocale();
    this.types = new ObjectTypes(context);
    this.arguments = new Map[plan.argumentSlots()];
  }

  /// The data; null if a null propagated to the root.
  ///
  /// @throws AbortExecutionException when the execution was cancelled
  @Nullable WrittenData data() {
    boolean noNullPropagated =
        object(plan.root(), null, context.getRoot(), context.getLocalContext());
    byte[] json = out.finish();
    return noNullPropagated ? new WrittenData(json, plan.responseKeys()) : null;
  }

  ExecutionStepInfo rootInfo() {
    return rootInfo;
  }

  /// The arguments of a field; they are the same for all objects.
  Map<String, Object> argumentsOf(PlannedField field) {
    int slot = field.slot();
    if (slot == PlannedField.NO_ARGUMENTS) {
      return Map.of();
    }
    if (slot >= arguments.length) {
      arguments = Arrays.copyOf(arguments, Math.max(plan.argumentSlots(), slot + 1));
    }
    Map<String, Object> known = arguments[slot];
    if (known == null) {
      known =
          ValuesResolver.getArgumentValues(
              context.getGraphQLSchema().getCodeRegistry(),
              field.definition().getArguments(),
              field.merged().getArguments(),
              context.getCoercedVariables(),
              graphQlContext,
              locale);
      arguments[slot] = known;
    }
    return known;
  }

  /// Writes an object. Returns false, with nothing written, if the object must be null. All of its
  /// fields are fetched in any case, so that every error is reported.
  private boolean object(
      PlannedField[] fields,
      @Nullable Place above,
      @Nullable Object source,
      @Nullable Object localContext) {
    if (context.getExecutionInput().isCancelled()) {
      throw new AbortExecutionException("cancelled");
    }
    int mark = out.mark();
    boolean noNullPropagated = true;
    char separator = '{';
    for (PlannedField field : fields) {
      out.punctuation(separator);
      separator = ',';
      out.raw(field.key());
      noNullPropagated &= field(field, above, source, localContext);
    }
    if (!noNullPropagated) {
      out.truncateTo(mark);
      return false;
    }
    if (separator == '{') {
      out.punctuation('{');
    }
    out.punctuation('}');
    return true;
  }

  private boolean field(
      PlannedField field,
      @Nullable Place above,
      @Nullable Object source,
      @Nullable Object localContext) {
    Object fetched = null;
    try {
      fetched = await(fetch(field, above, source, localContext));
    } catch (Exception e) {
      failed(
          e,
          new FieldEnvironment(
              this, context, new Place(above, field, Place.FIELD), source, localContext));
    }
    return completeValue(field.shape(), fetched, localContext, field, above, Place.FIELD);
  }

  private @Nullable Object fetch(
      PlannedField field,
      @Nullable Place above,
      @Nullable Object source,
      @Nullable Object localContext)
      throws Exception {
    DataFetcher<?> fetcher = field.fetcher();
    if (fetcher instanceof LightDataFetcher<?> light) {
      Supplier<DataFetchingEnvironment> environment =
          () ->
              new FieldEnvironment(
                  this, context, new Place(above, field, Place.FIELD), source, localContext);
      return light.get(field.definition(), source, environment);
    }
    return fetcher.get(
        new FieldEnvironment(
            this, context, new Place(above, field, Place.FIELD), source, localContext));
  }

  /// Waits for a value that is fetched elsewhere; this thread may block.
  private static @Nullable Object await(@Nullable Object fetched) throws Exception {
    if (!(fetched instanceof CompletionStage<?> stage)) {
      return fetched;
    }
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private boolean completeValue(
      Shape shape,
      @Nullable Object given,
      @Nullable Object localContext,
      PlannedField field,
      @Nullable Place above,
      int index) {
    Object value = given;
    Object local = localContext;
    if (value instanceof DataFetcherResult<?> result) {
      result.getErrors().forEach(context::addError);
      local = result.getLocalContext() == null ? localContext : result.getLocalContext();
      value = result.getData();
    }
    return completeUnboxed(
        shape, context.getValueUnboxer().unbox(value), local, field, above, index);
  }

  /// Writes a value. Returns false, with nothing written, if the enclosing object must be null.
  private boolean completeUnboxed(
      Shape shape,
      @Nullable Object value,
      @Nullable Object localContext,
      PlannedField field,
      @Nullable Place above,
      int index) {
    if (value == null) {
      return completeNull(shape, field, above, index);
    }
    return switch (shape) {
      case Shape.Leaf leaf -> completeLeaf(leaf, value, field, above, index);
      case Shape.Sequence sequence ->
          completeList(sequence, value, localContext, field, new Place(above, field, index));
      case Shape.Composite composite ->
          completeObject(composite, value, localContext, field, new Place(above, field, index));
    };
  }

  private boolean completeLeaf(
      Shape.Leaf leaf, Object value, PlannedField field, @Nullable Place above, int index) {
    Object serialized = null;
    try {
      serialized = leaf.serialize(value, graphQlContext, locale);
    } catch (CoercingSerializeException e) {
      context.addError(new SerializationError(new Place(above, field, index).path(), e));
    } catch (RuntimeException e) {
      // Any exception is this field's error and must not affect other fields.
      var cause = new CoercingSerializeException("a fault", e);
      context.addError(new SerializationError(new Place(above, field, index).path(), cause));
    }
    if (serialized == null) {
      return completeNull(leaf, field, above, index);
    }
    out.value(serialized);
    return true;
  }

  private boolean completeList(
      Shape.Sequence shape,
      Object value,
      @Nullable Object localContext,
      PlannedField field,
      Place place) {
    Iterable<?> items = Items.of(value);
    if (items == null) {
      context.addError(new TypeMismatchError(place.path(), shape.type()));
      return completeNull(shape, field, place.above(), place.index());
    }
    int mark = out.mark();
    boolean noNullPropagated = true;
    char separator = '[';
    int index = 0;
    for (Object item : items) {
      out.punctuation(separator);
      separator = ',';
      noNullPropagated &= completeValue(shape.item(), item, localContext, field, place, index++);
    }
    if (separator == '[') {
      out.punctuation('[');
    }
    out.punctuation(']');
    return noNullPropagated || propagateNull(shape, mark);
  }

  private boolean completeObject(
      Shape.Composite shape,
      Object value,
      @Nullable Object localContext,
      PlannedField field,
      Place place) {
    GraphQLObjectType type;
    try {
      type =
          shape.composite() instanceof GraphQLObjectType known
              ? known
              : types.of(shape.composite(), value, place.stepInfo(this), localContext);
    } catch (UnresolvedTypeException e) {
      context.addError(new UnresolvedTypeError(place.path(), place.stepInfo(this), e));
      return completeNull(shape, field, place.above(), place.index());
    }
    int mark = out.mark();
    return object(plan.selections(field, type), place, value, localContext)
        || propagateNull(shape, mark);
  }

  /// A null below propagates: to here if null is allowed here, else further up.
  private boolean propagateNull(Shape shape, int mark) {
    out.truncateTo(mark);
    if (!shape.required()) {
      out.value(null);
    }
    return !shape.required();
  }

  private boolean completeNull(Shape shape, PlannedField field, @Nullable Place above, int index) {
    if (!shape.required()) {
      out.value(null);
      return true;
    }
    Place place = new Place(above, field, index);
    ResultPath path = place.path();
    context.addError(
        new NonNullableFieldWasNullError(
            new NonNullableFieldWasNullException(place.stepInfo(this), path)),
        path);
    return false;
  }

  private void failed(Exception thrown, DataFetchingEnvironment environment) {
    List<GraphQLError> errors =
        exceptions
            .handleException(
                DataFetcherExceptionHandlerParameters.newExceptionParameters()
                    .dataFetchingEnvironment(environment)
                    .exception(thrown)
                    .build())
            .join()
            .getErrors();
    errors.forEach(context::addError);
  }
}
