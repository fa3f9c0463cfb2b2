package tw.shouwang.api.intake.clocks;

import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseStatus;

/// What has to have happened in time. Stored by name.
public enum ClockKind {
  /// Immediate danger: somebody has claimed it, or gone on with it, where it is now.
  DANGER,
  /// The plan's own aim: graded, classified and assigned the same day.
  SAME_DAY,
  /// What the sender was promised: graded and assigned within 24 hours.
  ASSIGNMENT,
  /// Child protection and domestic violence: with whoever protects within 24 hours.
  PROTECTION,
  /// A vulnerable family: with whoever visits, so that the visit can be within 10 days.
  VISIT,
  /// A vulnerable family: with whoever reports, so that the report can be within 30 days.
  INQUIRY;

  /// @param before the status when the clock began to run
  boolean isMet(CaseStatus status, @Nullable String claimedBy, CaseStatus before) {
    return switch (this) {
      case DANGER -> claimedBy != null || status != before;
      case SAME_DAY, ASSIGNMENT -> status.compareTo(CaseStatus.TRIAGED) >= 0;
      case PROTECTION, VISIT, INQUIRY -> status.compareTo(CaseStatus.REFERRED) >= 0;
    };
  }

  /// Whether the sender is told when it is missed.
  boolean concernsTheSender() {
    return switch (this) {
      case DANGER, ASSIGNMENT -> true;
      case SAME_DAY, PROTECTION, VISIT, INQUIRY -> false;
    };
  }
}
