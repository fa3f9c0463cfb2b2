package tw.shouwang.api.guidance;

import java.util.List;
import java.util.function.Predicate;

/// One row of the guide: the situations in which it applies, the channels, and whom the law obliges
/// to report. Its texts are the messages `advice.<code>.title` and `.why`, and `.why.obliged` for a
/// person with a legal duty.
record GuideRule(
    String code, Predicate<AskedSituation> when, LegalDuty duty, List<TurnTo> destinations) {

  GuideRule {
    destinations = List.copyOf(destinations);
  }
}
