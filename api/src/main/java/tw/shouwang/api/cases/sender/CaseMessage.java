package tw.shouwang.api.cases.sender;

import java.time.LocalDate;
import java.util.UUID;

/// One opened entry of a conversation.
public record CaseMessage(UUID id, boolean fromStaff, LocalDate on, String words) {

  @Override
  public String toString() {
    return "CaseMessage[redacted]";
  }
}
