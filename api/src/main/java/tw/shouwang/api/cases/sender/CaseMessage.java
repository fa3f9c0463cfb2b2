package tw.shouwang.api.cases.sender;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One entry of a conversation, opened.
///
/// @param words null where it does not open
/// @param inOrder whether everything that its author had read before it is still there, and in the
///   same order
public record CaseMessage(
    UUID id, boolean fromStaff, LocalDate on, @Nullable String words, boolean inOrder) {

  @Override
  public String toString() {
    return "CaseMessage[redacted]";
  }
}
