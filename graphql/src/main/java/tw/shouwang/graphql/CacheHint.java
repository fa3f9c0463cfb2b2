package tw.shouwang.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the fields of one operation say about caching its answer.
///
/// An answer is cached, for everybody who sends the same operation, only if every root field has
/// said until when its value holds and no field has said that the answer is private. It is cached
/// until the earliest moment that any field named. Thread-safe.
public final class CacheHint {

  private final Set<String> roots = new HashSet<>();
  private @Nullable Instant until;
  private boolean kept = true;

  /// Says that this field's value is the same for everybody until then. Fields below a root field
  /// can only shorten the root field's time.
  public static void publicUntil(DataFetchingEnvironment environment, Instant until) {
    CacheHint hint = environment.getGraphQlContext().get(CacheHint.class);
    if (hint != null) {
      boolean root = environment.getParentType() == environment.getGraphQLSchema().getQueryType();
      hint.lower(until, root ? environment.getMergedField().getResultKey() : null);
    }
  }

  /// Says that this answer is for this caller alone.
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

  /// Until when an answer with these root fields may be cached; null if it may not be cached.
  public synchronized @Nullable Instant until(Set<?> answered) {
    return kept && roots.containsAll(answered) ? until : null;
  }
}
