package tw.shouwang.api.cases.sender;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseStatus;

/// What a sender sees of their case. Fields that need the database or the case's key are fetched
/// through the handle when they are asked for.
public record CaseView(
    CaseStatus status,
    LocalDate receivedOn,
    Instant dueBy,
    List<CaseEvent> timeline,
    LocalDate expiresOn,
    CaseHandle handle) {

  public CaseView {
    timeline = List.copyOf(timeline);
  }

  @Override
  public String toString() {
    return "CaseView[redacted]";
  }
}
