package tw.shouwang.api.guidance;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Source;

/// A legal duty of one sender in their capacity.
///
/// @param obliged false if people in this capacity may be obliged and the article does not name
///   them
public record ReportingDuty(LegalDuty duty, boolean obliged) {

  /// The given duties that people in this capacity have or may have.
  static List<ReportingDuty> of(Stream<LegalDuty> duties, @Nullable GatekeeperKind kind) {
    return duties
        .filter(duty -> duty.obliges(kind) || duty.mayOblige(kind))
        .map(duty -> new ReportingDuty(duty, duty.obliges(kind)))
        .toList();
  }

  public String code() {
    return duty.name();
  }

  public int article() {
    return duty.article();
  }

  @Nullable
  public Integer deadlineHours() {
    return duty.hours();
  }

  public Source source() {
    return duty.law().source();
  }
}
