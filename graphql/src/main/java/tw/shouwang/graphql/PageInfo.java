package tw.shouwang.graphql;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The schema's type of the same name: where one page of a list stands in the whole list.
///
/// @param startCursor the first entry's cursor; null on an empty page
/// @param endCursor the last entry's cursor; null on an empty page
public record PageInfo(
    boolean hasNextPage,
    boolean hasPreviousPage,
    @Nullable String startCursor,
    @Nullable String endCursor) {

  /// The page info of these edges, each of which has a cursor.
  public static <E> PageInfo of(
      boolean hasNextPage, boolean hasPreviousPage, List<E> edges, Function<E, String> cursor) {
    return new PageInfo(
        hasNextPage,
        hasPreviousPage,
        edges.isEmpty() ? null : cursor.apply(edges.getFirst()),
        edges.isEmpty() ? null : cursor.apply(edges.getLast()));
  }
}
