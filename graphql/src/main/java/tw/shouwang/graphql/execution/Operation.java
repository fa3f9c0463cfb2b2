package tw.shouwang.graphql.execution;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.Caller;

/// A GraphQL request as it was sent, before its document is parsed. `toString` hides it.
///
/// @param document the text; null if only the id of a trusted document was sent
/// @param documentId the id of a trusted document, if sent
/// @param persistedHash the id by the protocol of automatic persisted queries, if sent
/// @param bare whether the request has nothing beside these parts, so that its bytes may be a cache
///   key
/// @param caller the sender
public record Operation(
    @Nullable String document,
    @Nullable String documentId,
    @Nullable String persistedHash,
    @Nullable String operationName,
    Map<String, @Nullable Object> variables,
    boolean bare,
    Caller caller) {

  @Override
  public String toString() {
    return "Operation";
  }
}
