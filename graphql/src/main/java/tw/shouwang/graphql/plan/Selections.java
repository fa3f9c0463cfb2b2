package tw.shouwang.graphql.plan;

import graphql.schema.GraphQLObjectType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The selections below one field, by the type of the object. A field of an object type has one
/// type only, so the last one that was asked for is remembered.
final class Selections {

  private final Map<GraphQLObjectType, Known> byType = new ConcurrentHashMap<>(2);
  private volatile @Nullable Known last;

  private record Known(GraphQLObjectType type, PlannedField[] fields) {}

  PlannedField[] of(GraphQLObjectType type, Function<GraphQLObjectType, PlannedField[]> collect) {
    Known known = last;
    if (known == null || known.type != type) {
      known = byType.computeIfAbsent(type, any -> new Known(any, collect.apply(any)));
      last = known;
    }
    return known.fields;
  }
}
