package tw.shouwang.graphql.execution;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.Caller;

/// A GraphQL request as it was sent, before anything is known about its document. Prints nothing of
/// it.
///
/// @param document the text; null where only the id of a trusted document was sent
/// @param documentId the id of a trusted document, where one was sent
/// @param persistedHash the same by the protocol of automatically persisted queries
/// @param bare whether the request held nothing beside these parts, so that its bytes may be kept
/// @param caller who sends it
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
