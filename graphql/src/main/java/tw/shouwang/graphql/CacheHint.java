package tw.shouwang.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the fields of one operation say about keeping its answer.
///
/// An answer is kept, for everybody who asks the same, only when every root field has said until
/// when that holds, and no field has said otherwise; then until the earliest moment that any field
/// named. A root field that says nothing is not kept. Safe for use by several threads.
public final class CacheHint {

  private final Set<String> roots = new HashSet<>();
  private @Nullable Instant until;
  private boolean kept = true;

  /// Says that this field's value is the same for everybody until then. Fields below a root field
  /// may only make it earlier.
  public static void publicUntil(DataFetchingEnvironment environment, Instant until) {
    CacheHint hint = environment.getGraphQlContext().get(CacheHint.class);
    if (hint != null) {
      boolean root = environment.getParentType() == environment.getGraphQLSchema().getQueryType();
      hint.lower(until, root ? environment.getMergedField().getResultKey() : null);
    }
  }

  /// Says that this answer is for the asker alone.
  public static void keepPrivate(DataFetchingEnvironment environment) {
    CacheHint hint = environment.getGraphQlContext().get(CacheHint.class);
    if (hint != null) {
      hint.forbid();
    }
  }

  private synchronized void lower(Instant moment, @Nullable String root) {
    if (root != null) {
      roots.add(root);
    }
    if (until == null || moment.isBefore(until)) {
      until = moment;
    }
  }

  private synchronized void forbid() {
    kept = false;
  }

  /// Until when an answer with these root fields may be kept; null when it may not be.
  public synchronized @Nullable Instant until(Set<?> answered) {
    return kept && roots.containsAll(answered) ? until : null;
  }
}
