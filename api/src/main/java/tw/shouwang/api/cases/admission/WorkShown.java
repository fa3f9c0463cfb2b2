package tw.shouwang.api.cases.admission;

import org.jspecify.annotations.Nullable;

/// The work that a submission or a message shows, and what it shows it for.
///
/// @param receipt the hash of the receipt; after a failure of storage, a retry may use the same
///   solution
/// @param boundTo what the solution includes, so that it holds for nothing else: of what a client
///   sealed, its lookup in base64url, a colon and the id of its entry; null in the plain way
public record WorkShown(@Nullable WorkSolution solution, byte[] receipt, @Nullable String boundTo) {

  @Override
  public String toString() {
    return "WorkShown[redacted]";
  }
}
