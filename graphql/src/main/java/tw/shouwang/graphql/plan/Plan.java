package tw.shouwang.graphql.plan;

import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import graphql.execution.FieldCollector;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.introspection.Introspection;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import tw.shouwang.graphql.json.JsonWriter;

/// The selections of one operation for one set of skipped parts. Selections below the root are
/// computed when the first object of their type comes.
///
/// A plan is cached and shared by many requests, so it depends only on the variables that skip
/// parts.
final class Plan {

  private static final GraphQLContext NO_CONTEXT = GraphQLContext.getDefault();
  private static final Set<String> INTROSPECTION = Set.of("__schema", "__type");

  private final GraphQLSchema schema;
  private final Map<String, FragmentDefinition> fragments;
  private final Map<String, Object> conditions;
  private final FieldCollector collector = new FieldCollector();
  private final AtomicInteger argumentSlots = new AtomicInteger();
  private final PlannedField[] root;
  private final Set<String> responseKeys;
  private final boolean introspective;

  Plan(ExecutionContext context, Map<String, Object> conditions) {
    this.schema = context.getGraphQLSchema();
    this.fragments = context.getFragmentsByName();
    this.conditions = conditions;
    OperationDefinition operation = context.getOperationDefinition();
    GraphQLObjectType type =
        operation.getOperation() == OperationDefinition.Operation.MUTATION
            ? Objects.requireNonNull(schema.getMutationType())
            : schema.getQueryType();
    MergedSelectionSet selected =
        collector.collectFields(parameters(type), operation.getSelectionSet());
    this.responseKeys = Set.copyOf(selected.getKeys());
    this.introspective =
        selected.getSubFieldsList().stream()
            .anyMatch(field -> INTROSPECTION.contains(field.getName()));
    this.root = fields(selected, type);
  }

  PlannedField[] root() {
    return root;
  }

  /// The response keys of the root fields.
  Set<String> responseKeys() {
    return responseKeys;
  }

  /// Whether the operation is an introspection, which the engine's own strategy executes.
  boolean introspective() {
    return introspective;
  }

  /// One more than the largest argument slot of the fields seen so far.
  int argumentSlots() {
    return argumentSlots.get();
  }

  /// The selections of a field for an object of this type.
  PlannedField[] selections(PlannedField field, GraphQLObjectType type) {
    return field
        .selections()
        .of(
            type,
            object -> fields(collector.collectFields(parameters(object), field.merged()), object));
  }

  private FieldCollectorParameters parameters(GraphQLObjectType type) {
    return FieldCollectorParameters.newParameters()
        .schema(schema)
        .objectType(type)
        .fragments(fragments)
        .variables(conditions)
        .graphQLContext(NO_CONTEXT)
        .build();
  }

  private PlannedField[] fields(MergedSelectionSet selected, GraphQLObjectType parent) {
    List<MergedField> merged = selected.getSubFieldsList();
    return merged.stream().map(field -> planned(field, parent)).toArray(PlannedField[]::new);
  }

  private PlannedField planned(MergedField field, GraphQLObjectType parent) {
    GraphQLFieldDefinition definition =
        Introspection.getFieldDefinition(schema, parent, field.getName());
    String key =
        new String(JsonWriter.write(field.getResultKey()), StandardCharsets.UTF_8).concat(":");
    return new PlannedField(
        field,
        parent,
        definition,
        schema.getCodeRegistry().getDataFetcher(parent.getName(), definition.getName(), definition),
        key.getBytes(StandardCharsets.UTF_8),
        definition.getArguments().isEmpty()
            ? PlannedField.NO_ARGUMENTS
            : argumentSlots.getAndIncrement());
  }
}
