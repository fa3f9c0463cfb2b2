package tw.shouwang.api.guidance;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whom the law obliges to report, and within how many hours it says so, as far as our sources name
/// them; everybody else is told that their profession may be obliged. Anybody may report without
/// being obliged; who reports is kept confidential.
enum LegalDuty {
  NONE(null),

  /// Laws bind some professions here, and our sources do not list all of them: whoever works with
  /// people is told that they may be obliged.
  NOT_LISTED(null),

  /// Protection of Children and Youths Welfare and Rights Act, article 53: medical, educational and
  /// childcare staff, at once and within 24 hours. Other professions it lists are not among the
  /// kinds.
  CHILD_PROTECTION(
      24,
      GatekeeperKind.CLINIC,
      GatekeeperKind.PHARMACY,
      GatekeeperKind.TEACHER,
      GatekeeperKind.CHILDMINDER),

  /// The children's Act again, article 54: the same, and heads of boroughs and staff of apartment
  /// buildings, for a family that cannot care for its children by itself; it names no hours.
  VULNERABLE_FAMILY(
      null,
      GatekeeperKind.CLINIC,
      GatekeeperKind.PHARMACY,
      GatekeeperKind.TEACHER,
      GatekeeperKind.CHILDMINDER,
      GatekeeperKind.BOROUGH_OR_NEIGHBOURHOOD_CHIEF,
      GatekeeperKind.APARTMENT_BUILDING,
      GatekeeperKind.HOUSING_MANAGER);

  /// Capacities in which nobody is bound: neighbours, relatives, shop staff and volunteers.
  private static final Set<GatekeeperKind> NO_PROFESSION =
      EnumSet.of(
          GatekeeperKind.CONVENIENCE_STORE,
          GatekeeperKind.CHAIN_STORE,
          GatekeeperKind.WARM_ANGEL,
          GatekeeperKind.NEIGHBOUR,
          GatekeeperKind.FAMILY,
          GatekeeperKind.OTHER);

  private final @Nullable Integer hours;
  private final Set<GatekeeperKind> obliged;

  LegalDuty(@Nullable Integer hours, GatekeeperKind... obliged) {
    this.hours = hours;
    this.obliged = EnumSet.noneOf(GatekeeperKind.class);
    this.obliged.addAll(Set.of(obliged));
  }

  boolean obliges(@Nullable GatekeeperKind kind) {
    return kind != null && obliged.contains(kind);
  }

  /// Whether somebody in this capacity may be obliged without being listed.
  boolean mayOblige(@Nullable GatekeeperKind kind) {
    return this != NONE && kind != null && !obliges(kind) && !NO_PROFESSION.contains(kind);
  }

  @Nullable Integer hours() {
    return hours;
  }

  Set<GatekeeperKind> obliged() {
    return Set.copyOf(obliged);
  }
}
