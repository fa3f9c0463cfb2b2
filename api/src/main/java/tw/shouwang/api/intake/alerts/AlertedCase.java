package tw.shouwang.api.intake.alerts;

import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.DeskCase;

/// The properties of a case that decide who is alerted of what happened to it, as they are after
/// that.
///
/// @param urgent whether it should not wait, danger included
/// @param claimedBy the worker who has claimed it
/// @param exercise whether it is one: then receivers hear that it is a drill
/// @param by the worker who did it; null for a sender, a neighbour or a clock
public record AlertedCase(
    String centre,
    boolean urgent,
    @Nullable String claimedBy,
    boolean exercise,
    @Nullable String by) {

  public AlertedCase(String centre, boolean urgent, @Nullable String claimedBy, boolean exercise) {
    this(centre, urgent, claimedBy, exercise, null);
  }

  public static AlertedCase of(DeskCase now) {
    return new AlertedCase(now.centre(), now.isUrgent(), now.claimedBy(), now.exercise());
  }

  public AlertedCase by(@Nullable String worker) {
    return new AlertedCase(centre, urgent, claimedBy, exercise, worker);
  }
}
