package tw.shouwang.graphql.plan;

import graphql.collect.ImmutableMapWithNullValues;
import graphql.execution.ExecutionStepInfo;
import graphql.execution.ResultPath;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLOutputType;
import org.jspecify.annotations.Nullable;

/// Where a value is in the answer: in a field of an object, or in an item of a list.
///
/// @param above the place of that object or list; null for a root field
/// @param index the item's index; negative for a field
record Place(@Nullable Place above, PlannedField field, int index) {

  static final int FIELD = -1;

  ResultPath path() {
    ResultPath path = above == null ? ResultPath.rootPath() : above.path();
    return index == FIELD ? path.segment(field.merged().getResultKey()) : path.segment(index);
  }

  /// The same place in the form of the engine's own strategies.
  ExecutionStepInfo stepInfo(PlanRun run) {
    ExecutionStepInfo parent = above == null ? run.rootInfo() : above.stepInfo(run);
    if (index != FIELD) {
      GraphQLList list = parent.getUnwrappedNonNullTypeAs();
      return parent.transform(item ->
          item.type((GraphQLOutputType) list.getWrappedType()).parentInfo(parent).path(path()));
    }
    return ExecutionStepInfo.newExecutionStepInfo()
        .type(field.definition().getType())
        .fieldDefinition(field.definition())
        .fieldContainer(field.parent())
        .field(field.merged())
        .path(path())
        .parentInfo(parent.changeTypeWithPreservedNonNull(field.parent()))
        .arguments(() -> ImmutableMapWithNullValues.copyOf(run.argumentsOf(field)))
        .build();
  }
}
