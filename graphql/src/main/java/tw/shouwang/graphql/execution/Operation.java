package tw.shouwang.graphql.execution;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.ratelimits.CallerKey;

/// A GraphQL request as it was sent, before anything is known about its document. Prints nothing of
/// it.
///
/// @param document the text; null where only the id of a trusted document was sent
/// @param documentId the id of a trusted document, where one was sent
/// @param caller whose limits it counts for
public record Operation(
    @Nullable String document,
    @Nullable String documentId,
    @Nullable String operationName,
    Map<String, @Nullable Object> variables,
    CallerKey caller) {

  @Override
  public String toString() {
    return "Operation";
  }
}
