package tw.shouwang.api.intake.clocks;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

  /// Whether a step marks the clock as met for good. Otherwise the case's present state and its
  /// hand-overs decide: see [ClockRepository#NOT_MET].
  ///
  /// @param handedOnFor the topics of the services to which the case is referred
  boolean isDoneBy(Happening what, Set<Topic> handedOnFor) {
    return switch (this) {
      case DANGER -> what == Happening.ANSWERED || what == Happening.REFERRED;
      case SAME_DAY, ASSIGNMENT -> false;
      case PROTECTION ->
          what == Happening.REFERRED
              && handedOnFor.stream().anyMatch(Deadlines.PROTECTION::contains);
      case VISIT, INQUIRY ->
          what == Happening.REFERRED
              && handedOnFor.stream().anyMatch(Deadlines.VULNERABLE_FAMILY::contains);
    };
  }

  /// Null for a kind that this version does not know.
  static @Nullable ClockKind named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findAny().orElse(null);
  }

  /// Whether the clock is met once this neighbour has the case. The database's `intake.is_met_with`
  /// says the same.
  boolean isMetWith(NeighbourSystem neighbour) {
    return switch (this) {
      case PROTECTION ->
          neighbour == NeighbourSystem.PROTECTION || neighbour == NeighbourSystem.MENTAL_HEALTH;
      case VISIT, INQUIRY -> neighbour == NeighbourSystem.VULNERABLE_FAMILY;
      case DANGER, SAME_DAY, ASSIGNMENT -> false;
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
