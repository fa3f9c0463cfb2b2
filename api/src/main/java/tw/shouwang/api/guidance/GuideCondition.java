package tw.shouwang.api.guidance;

import java.util.EnumSet;
import java.util.Set;

/// Signs that must all be present, and signs of which none may be present. Data and no code, so
/// that a device without a network can evaluate it too.
record GuideCondition(Set<Sign> all, Set<Sign> none) {

  GuideCondition {
    all = Set.copyOf(all);
    none = Set.copyOf(none);
  }

  /// @param signs empty for a condition that always holds
  static GuideCondition of(Sign... signs) {
    return new GuideCondition(Set.of(signs), Set.of());
  }

  GuideCondition without(Sign sign) {
    Set<Sign> more = EnumSet.of(sign);
    more.addAll(none);
    return new GuideCondition(all, more);
  }

  boolean holds(AskedSituation situation) {
    return all.stream().allMatch(situation::has) && none.stream().noneMatch(situation::has);
  }

  /// Whether the guide asks for all of its signs; else only a form's topics can say it.
  boolean isAsked() {
    return all.stream().allMatch(Sign::isAsked);
  }
}
