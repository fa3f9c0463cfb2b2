package tw.shouwang.graphql.plan;

import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionId;
import graphql.execution.ExecutionStepInfo;
import graphql.execution.MergedField;
import graphql.execution.directives.QueryDirectives;
import graphql.execution.directives.QueryDirectivesImpl;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.DataFetchingFieldSelectionSetImpl;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.NullUnmarked;

/// The environment of a data fetcher. One is made for each field that needs it, so it holds
/// references only and computes rarely used values on demand.
@NullUnmarked
record FieldEnvironment(
    PlanRun run, ExecutionContext context, Place place, Object source, Object localContext)
    implements DataFetchingEnvironment {

  @Override
  @SuppressWarnings("unchecked")
  public <T> T getSource() {
    return (T) source;
  }

  @Override
  public Map<String, Object> getArguments() {
    return run.argumentsOf(place.field());
  }

  @Override
  public boolean containsArgument(String name) {
    return getArguments().containsKey(name);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T getArgument(String name) {
    return (T) getArguments().get(name);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T getArgumentOrDefault(String name, T defaultValue) {
    return (T) getArguments().getOrDefault(name, defaultValue);
  }

  @Override
  @Deprecated
  @SuppressWarnings("unchecked")
  public <T> T getContext() {
    return (T) context.getContext();
  }

  @Override
  public GraphQLContext getGraphQlContext() {
    return context.getGraphQLContext();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T getLocalContext() {
    return (T) localContext;
  }

  @Override
  public <T> T getRoot() {
    return context.getRoot();
  }

  @Override
  public GraphQLFieldDefinition getFieldDefinition() {
    return place.field().definition();
  }

  @Override
  @Deprecated
  public List<Field> getFields() {
    return getMergedField().getFields();
  }

  @Override
  public MergedField getMergedField() {
    return place.field().merged();
  }

  @Override
  public Field getField() {
    return getMergedField().getSingleField();
  }

  @Override
  public GraphQLOutputType getFieldType() {
    return getFieldDefinition().getType();
  }

  @Override
  public ExecutionStepInfo getExecutionStepInfo() {
    return place.stepInfo(run);
  }

  @Override
  public GraphQLType getParentType() {
    return place.field().parent();
  }

  @Override
  public GraphQLSchema getGraphQLSchema() {
    return context.getGraphQLSchema();
  }

  @Override
  public Map<String, FragmentDefinition> getFragmentsByName() {
    return context.getFragmentsByName();
  }

  @Override
  public ExecutionId getExecutionId() {
    return context.getExecutionId();
  }

  @Override
  public DataFetchingFieldSelectionSet getSelectionSet() {
    return DataFetchingFieldSelectionSetImpl.newCollector(
        getGraphQLSchema(),
        getFieldType(),
        () ->
            context
                .getNormalizedQueryTree()
                .get()
                .getNormalizedField(getMergedField(), place.field().parent(), place.path()));
  }

  @Override
  public QueryDirectives getQueryDirectives() {
    return new QueryDirectivesImpl(
        getMergedField(),
        getGraphQLSchema(),
        context.getCoercedVariables(),
        context.getNormalizedVariables(),
        getGraphQlContext(),
        getLocale());
  }

  @Override
  public <K, V> DataLoader<K, V> getDataLoader(String name) {
    return context.getDataLoaderRegistry().getDataLoader(name);
  }

  @Override
  public DataLoaderRegistry getDataLoaderRegistry() {
    return context.getDataLoaderRegistry();
  }

  @Override
  public Locale getLocale() {
    return context.getLocale();
  }

  @Override
  public OperationDefinition getOperationDefinition() {
    return context.getOperationDefinition();
  }

  @Override
  public Document getDocument() {
    return context.getDocument();
  }

  @Override
  public Map<String, Object> getVariables() {
    return context.getCoercedVariables().toMap();
  }

  @Override
  public Object toInternal() {
    throw new UnsupportedOperationException("there is nothing of the engine's own strategies here");
  }

  /// Hides its content.
  @Override
  public String toString() {
    return "FieldEnvironment";
  }
}
