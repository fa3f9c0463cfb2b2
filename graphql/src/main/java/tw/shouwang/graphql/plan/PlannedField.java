package tw.shouwang.graphql.plan;

import graphql.execution.MergedField;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;

/// One field of a selection, with everything that is known before execution.
///
/// @param key its response key as JSON, with the colon
/// @param slot the index of its arguments in a run; negative if it takes none
/// @param selections of its value
record PlannedField(
    MergedField merged,
    GraphQLObjectType parent,
    GraphQLFieldDefinition definition,
    DataFetcher<?> fetcher,
    byte[] key,
    Shape shape,
    int slot,
    Selections selections) {

  static final int NO_ARGUMENTS = -1;

  PlannedField(
      MergedField merged,
      GraphQLObjectType parent,
      GraphQLFieldDefinition definition,
      DataFetcher<?> fetcher,
      byte[] key,
      int slot) {
    this(
        merged,
        parent,
        definition,
        fetcher,
        key,
        Shape.of(definition.getType()),
        slot,
        new Selections());
  }
}
