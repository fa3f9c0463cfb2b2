package tw.shouwang.api.intake.clocks;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.intake.answers.NeighbourSystem;

/// A deadline for a case. Stored by name. [Deadlines] has the times and their sources.
public enum ClockKind {
  /// Immediate danger: must be claimed, answered or handed on. Runs while it is danger.
  DANGER,
  /// The New Taipei plan's aim: graded, classified and assigned on the day of receipt.
  SAME_DAY,
  /// The promise to the sender: graded and assigned within 24 hours.
  ASSIGNMENT,
  /// Protection of children, adults and elders, sexual assault, and mental illness with violence:
  /// must be with the service in charge within 24 hours; [Deadlines] says why.
  PROTECTION,
  /// A vulnerable family: must be referred in time for a visit within 10 days (regulations under
  /// article 54 of the Protection of Children and Youths Welfare and Rights Act).
  VISIT,
  /// A vulnerable family: must be referred in time for a report within 30 days (regulations under
  /// article 54 of that act).
  INQUIRY;

  /// Whether a step has done for good what the clock asks for. The rest follows from what the case
  /// is at any time: see [ClockRepository#NOT_MET].
  ///
  /// @param now the case after the step
  /// @param handedOnFor the topics of the services to which the case is referred
  boolean isDoneBy(Happening what, DeskCase now, Set<Topic> handedOnFor) {
    return switch (this) {
      case DANGER -> what == Happening.ANSWERED || what == Happening.REFERRED;
      case SAME_DAY, ASSIGNMENT -> false;
      case PROTECTION ->
          what == Happening.REFERRED
              && (isWith(now, NeighbourSystem.PROTECTION)
                  || isWith(now, NeighbourSystem.MENTAL_HEALTH)
                  || handedOnFor.stream().anyMatch(Deadlines.PROTECTION::contains));
      case VISIT, INQUIRY ->
          what == Happening.REFERRED
              && (isWith(now, NeighbourSystem.VULNERABLE_FAMILY)
                  || handedOnFor.stream().anyMatch(Deadlines.VULNERABLE_FAMILY::contains));
    };
  }

  /// Null for a kind that this version does not know.
  static @Nullable ClockKind named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findAny().orElse(null);
  }

  private static boolean isWith(DeskCase now, NeighbourSystem neighbour) {
    return neighbour.name().equals(now.neighbour());
  }

  /// Whether the sender is told when the clock is missed.
  boolean concernsTheSender() {
    return switch (this) {
      case DANGER, ASSIGNMENT -> true;
      case SAME_DAY, PROTECTION, VISIT, INQUIRY -> false;
    };
  }
}
