package tw.shouwang.api.intake.clocks;

import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseStatus;

/// A deadline for a case. Stored by name. [Deadlines] has the times and their sources.
public enum ClockKind {
  /// Immediate danger: must be claimed, or have another status than when it came to its present
  /// centre.
  DANGER,
  /// The New Taipei plan's aim: graded, classified and assigned on the day of receipt.
  SAME_DAY,
  /// The promise to the sender: graded and assigned within 24 hours.
  ASSIGNMENT,
  /// Child protection and domestic violence: must be with the protection service within 24 hours
  /// (Protection of Children and Youths Welfare and Rights Act, article 53).
  PROTECTION,
  /// A vulnerable family: must be referred in time for a visit within 10 days (regulations under
  /// article 54 of that act).
  VISIT,
  /// A vulnerable family: must be referred in time for a report within 30 days (regulations under
  /// article 54 of that act).
  INQUIRY;

  /// @param before the status when the clock started
  boolean isMet(CaseStatus status, @Nullable String claimedBy, CaseStatus before) {
    return switch (this) {
      case DANGER -> claimedBy != null || status != before;
      case SAME_DAY, ASSIGNMENT -> status.compareTo(CaseStatus.TRIAGED) >= 0;
      case PROTECTION, VISIT, INQUIRY -> status.compareTo(CaseStatus.REFERRED) >= 0;
    };
  }

  /// Whether the sender is told when the clock is missed.
  boolean concernsTheSender() {
    return switch (this) {
      case DANGER, ASSIGNMENT -> true;
      case SAME_DAY, PROTECTION, VISIT, INQUIRY -> false;
    };
  }
}
