package tw.shouwang.api.guidance;

import java.util.List;
import java.util.function.Predicate;

/// One row of the guide: in which situations to turn where, and whom the law obliges to. Its words
/// are the messages `advice.<code>.title` and `.why`; where somebody is obliged, `.why.obliged`.
record GuideRule(
    String code, Predicate<AskedSituation> when, LegalDuty duty, List<TurnTo> destinations) {

  GuideRule {
    destinations = List.copyOf(destinations);
  }
}
