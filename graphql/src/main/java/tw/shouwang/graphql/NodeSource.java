package tw.shouwang.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;

/// Finds the objects of one type for the fields `node` and `nodes`.
public interface NodeSource {

  /// The object with this id; empty for an id of another type, of nothing, and for a caller who may
  /// not see it.
  Optional<?> node(String id, DataFetchingEnvironment environment);
}
