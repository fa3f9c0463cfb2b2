package tw.shouwang.api.cases.sender;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseStatus;

/// The sender's view of a case. Fields that need the database or the case's key are read through
/// the handle on demand.
///
/// @param reference in two groups of four
/// @param exercise whether the case is an exercise
public record CaseView(
    CaseStatus status,
    LocalDate receivedOn,
    Instant dueBy,
    List<CaseEvent> timeline,
    LocalDate expiresOn,
    @Nullable String reference,
    @Nullable LocalDate throughServiceOn,
    boolean exercise,
    CaseHandle handle) {

  public CaseView {
    timeline = List.copyOf(timeline);
  }

  @Override
  public String toString() {
    return "CaseView[redacted]";
  }
}
