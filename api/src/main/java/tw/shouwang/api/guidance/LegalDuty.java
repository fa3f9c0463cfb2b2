package tw.shouwang.api.guidance;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The duty to report by law, with its deadline in hours, for the kinds that our sources name.
/// Everybody else is told that their profession may be obliged. Anybody may report without a duty;
/// a reporter's identity is confidential.
enum LegalDuty {
  NONE(null),

  /// The law obliges some professions here, but our sources do not list all of them. So everybody
  /// who works with people is told that they may be obliged.
  NOT_LISTED(null),

  /// Protection of Children and Youths Welfare and Rights Act, article 53: medical, educational and
  /// childcare staff, at once and within 24 hours. The article's other professions are not among
  /// our kinds.
  CHILD_PROTECTION(
      24,
      GatekeeperKind.CLINIC,
      GatekeeperKind.PHARMACY,
      GatekeeperKind.TEACHER,
      GatekeeperKind.CHILDMINDER),

  /// The same act, article 54: the same professions, and heads of boroughs and staff of apartment
  /// buildings, for a family that cannot care for its children by itself. It names no deadline in
  /// hours.
  VULNERABLE_FAMILY(
      null,
      GatekeeperKind.CLINIC,
      GatekeeperKind.PHARMACY,
      GatekeeperKind.TEACHER,
      GatekeeperKind.CHILDMINDER,
      GatekeeperKind.BOROUGH_OR_NEIGHBOURHOOD_CHIEF,
      GatekeeperKind.APARTMENT_BUILDING,
      GatekeeperKind.HOUSING_MANAGER);

  /// Kinds without a legal duty: neighbours, relatives, shop staff and volunteers.
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

  /// Whether a person of this kind may be obliged without being listed.
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
