package tw.shouwang.graphql.execution;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A GraphQL request as it was sent, before anything is known about its document. Prints nothing of
/// it.
public record Operation(
    String document,
    @Nullable String operationName,
    Map<String, @Nullable Object> variables,
    Map<String, @Nullable Object> extensions) {

  @Override
  public String toString() {
    return "Operation";
  }
}
