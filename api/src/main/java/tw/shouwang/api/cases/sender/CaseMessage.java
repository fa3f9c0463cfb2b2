package tw.shouwang.api.cases.sender;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One opened entry of a conversation.
///
/// @param words null if it cannot be opened
/// @param inOrder whether all entries that its author had seen before are still there, in the same
///   order
public record CaseMessage(
    UUID id, boolean fromStaff, LocalDate on, @Nullable String words, boolean inOrder) {

  @Override
  public String toString() {
    return "CaseMessage[redacted]";
  }
}
