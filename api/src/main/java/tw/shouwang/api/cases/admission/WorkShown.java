package tw.shouwang.api.cases.admission;

import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.ratelimits.CallerKey;

/// The work that a submission or a message shows, and what it shows it for.
///
/// @param receipt the hash of the receipt; after a failure of storage, a retry may use the same
///   solution
/// @param boundTo what the solution includes, so that it holds for nothing else: of what a client
///   sealed, its lookup in base64url, a colon and the id of its entry; null if the service seals
/// @param caller who may wait in place of work; null for what a client sealed, which cannot wait
public record WorkShown(
    @Nullable WorkSolution solution,
    byte[] receipt,
    @Nullable String boundTo,
    @Nullable CallerKey caller) {

  /// The work shown for a form or message that the service seals.
  public static WorkShown plain(@Nullable WorkSolution solution, byte[] receipt, CallerKey caller) {
    return new WorkShown(solution, receipt, null, caller);
  }

  /// The work shown for what a client sealed.
  public static WorkShown bound(@Nullable WorkSolution solution, byte[] receipt, String boundTo) {
    return new WorkShown(solution, receipt, boundTo, null);
  }

  @Override
  public String toString() {
    return "WorkShown[redacted]";
  }
}
