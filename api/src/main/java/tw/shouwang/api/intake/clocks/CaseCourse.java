package tw.shouwang.api.intake.clocks;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.intake.alerts.AlertedCase;
import tw.shouwang.api.intake.alerts.Alerts;
import tw.shouwang.api.intake.answers.CaseFollower;

/// Everything that happens to a case goes through this class, whoever did it: it updates the case's
/// clocks, calls the followers, and alerts those who have to hear of it. Always in the transaction
/// in which it happened, with the case locked.
@Singleton
public class CaseCourse {

  private final CaseClocks clocks;
  private final Alerts alerts;
  private final List<CaseFollower> followers;

  CaseCourse(CaseClocks clocks, Alerts alerts, List<CaseFollower> followers) {
    this.clocks = clocks;
    this.alerts = alerts;
    this.followers = List.copyOf(followers);
  }

  /// @param before the case before it; equal to `now` if only its content is new
  public void happened(Happening what, DeskCase before, DeskCase now) {
    happened(what, before, now, null);
  }

  /// @param by the worker whose step it is, who is not told of it
  public void happened(Happening what, DeskCase before, DeskCase now, @Nullable String by) {
    boolean begins = clocks.follow(what, before, now);
    boolean isNewToItsWorker = now.claimedBy() != null && now.isDanger() && !before.isDanger();
    followers.forEach(follower -> follower.happened(what, now));
    alerts.tell(what, AlertedCase.of(now).by(by), begins || isNewToItsWorker);
  }

  /// [Happening#DANGER_HEARD] in several cases at once. Each centre is alerted once, because an
  /// alert names no case; real cases and exercises are alerted separately, so that an exercise
  /// hides no real case.
  public void dangerHeard(List<DeskCase> now) {
    clocks.startDanger(now);
    now.forEach(
        each -> followers.forEach(follower -> follower.happened(Happening.DANGER_HEARD, each)));
    now.stream()
        .collect(
            Collectors.groupingBy(
                DeskCase::exercise,
                TreeMap::new,
                Collectors.toMap(
                    DeskCase::centre, AlertedCase::of, (first, second) -> first, TreeMap::new)))
        .values()
        .forEach(alike ->
            alike.values().forEach(each -> alerts.tell(Happening.DANGER_HEARD, each, true)));
  }

  /// [Happening#HANDED_BACK]: a neighbour that had the case sends it back.
  ///
  /// @param neighbour its name, as hand-overs have it
  public void handedBack(DeskCase now, String neighbour) {
    clocks.runAgain(now, neighbour);
    happened(Happening.HANDED_BACK, now, now);
  }

  /// Moves the running clocks of a merged case to its main case, before [Happening#MERGED] of the
  /// main case.
  public void merged(DeskCase main, UUID duplicate) {
    clocks.adopt(main, duplicate);
  }
}
