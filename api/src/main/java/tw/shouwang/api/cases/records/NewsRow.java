package tw.shouwang.api.cases.records;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/// The data for a case's news.
///
/// @param hash the receipt's, in hex
@Introspected
public record NewsRow(
    String hash, CaseStatus status, Instant changedAt, long happened, long unread) {

  public CaseNews news() {
    return new CaseNews(status, CoarseTime.dayOf(changedAt), (int) unread);
  }
}
