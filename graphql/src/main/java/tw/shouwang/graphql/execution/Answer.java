package tw.shouwang.graphql.execution;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.errors.ErrorCode;

/// What comes back: the response as JSON's own types in the order to be written, and why nothing
/// ran, where nothing did.
public record Answer(@Nullable ErrorCode refusal, Map<String, @Nullable Object> response) {

  @Override
  public String toString() {
    return "Answer[" + refusal + "]";
  }
}
