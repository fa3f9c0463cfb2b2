package tw.shouwang.api.guidance;

import static tw.shouwang.api.guidance.GatekeeperKind.APARTMENT_BUILDING;
import static tw.shouwang.api.guidance.GatekeeperKind.BOROUGH_OR_NEIGHBOURHOOD_CHIEF;
import static tw.shouwang.api.guidance.GatekeeperKind.CHILDMINDER;
import static tw.shouwang.api.guidance.GatekeeperKind.CLINIC;
import static tw.shouwang.api.guidance.GatekeeperKind.HOME_CARE_WORKER;
import static tw.shouwang.api.guidance.GatekeeperKind.HOUSING_MANAGER;
import static tw.shouwang.api.guidance.GatekeeperKind.PARENTING_COACH;
import static tw.shouwang.api.guidance.GatekeeperKind.PHARMACY;
import static tw.shouwang.api.guidance.GatekeeperKind.POSTNATAL_HELPER;
import static tw.shouwang.api.guidance.GatekeeperKind.TEACHER;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who must report what to the county, and within how many hours, by article of the law. Whom an
/// article names is obliged. Each also ends with "and others who carry out" such work, and the
/// lists of some were not certain to us: who may be meant there is told that they may be obliged.
/// Everybody else may report and need not; who reports is kept confidential. What has to be
/// reported is said by the messages `duty.<name>`.
public enum LegalDuty {
  /// Medical staff, social workers, educators, childcare staff and others, at once.
  CHILD_HARMED(
      Law.CHILDREN,
      53,
      24,
      List.of(CLINIC, PHARMACY, TEACHER, CHILDMINDER),
      List.of(PARENTING_COACH, HOME_CARE_WORKER, POSTNATAL_HELPER)),

  /// The first item of the same article. Whether it is the child who uses drugs, no form asks; so
  /// those whom the article names only may be obliged.
  CHILD_USES_DRUGS(
      Law.CHILDREN,
      53,
      24,
      List.of(),
      List.of(CLINIC, PHARMACY, TEACHER, CHILDMINDER, PARENTING_COACH, HOME_CARE_WORKER)),

  /// The same people, and heads of boroughs and staff of apartment buildings; no hours are named.
  CHILD_LACKS_CARE(
      Law.CHILDREN,
      54,
      null,
      List.of(
          CLINIC,
          PHARMACY,
          TEACHER,
          CHILDMINDER,
          BOROUGH_OR_NEIGHBOURHOOD_CHIEF,
          APARTMENT_BUILDING,
          HOUSING_MANAGER),
      List.of(PARENTING_COACH, HOME_CARE_WORKER, POSTNATAL_HELPER)),

  /// Medical staff, social workers, educators, childcare staff and others, at once.
  DOMESTIC_VIOLENCE(
      Law.DOMESTIC_VIOLENCE,
      50,
      24,
      List.of(CLINIC, PHARMACY, TEACHER, CHILDMINDER),
      List.of(PARENTING_COACH, HOME_CARE_WORKER, POSTNATAL_HELPER)),

  /// The same, and others; at once.
  SEXUAL_ASSAULT(
      Law.SEXUAL_ASSAULT,
      11,
      24,
      List.of(CLINIC, PHARMACY, TEACHER, CHILDMINDER),
      List.of(PARENTING_COACH, HOME_CARE_WORKER, POSTNATAL_HELPER)),

  /// Medical staff, social workers, heads and clerks of boroughs and others; no hours are named.
  OLDER_PERSON_HARMED(
      Law.SENIOR_CITIZENS,
      43,
      null,
      List.of(CLINIC, PHARMACY, BOROUGH_OR_NEIGHBOURHOOD_CHIEF),
      List.of(HOME_CARE_WORKER)),

  /// Medical staff, long-term care and school staff, heads of boroughs and others, for an act and
  /// not for a thought; the hours stand in the rules to the act. Neither list was before us.
  SUICIDAL_ACT(
      Law.SUICIDE_PREVENTION,
      11,
      null,
      List.of(),
      List.of(CLINIC, PHARMACY, TEACHER, HOME_CARE_WORKER, BOROUGH_OR_NEIGHBOURHOOD_CHIEF));

  private final Law law;
  private final int article;
  private final @Nullable Integer hours;
  private final Set<GatekeeperKind> obliged;
  private final Set<GatekeeperKind> perhaps;

  LegalDuty(
      Law law,
      int article,
      @Nullable Integer hours,
      List<GatekeeperKind> obliged,
      List<GatekeeperKind> perhaps) {
    this.law = law;
    this.article = article;
    this.hours = hours;
    this.obliged = setOf(obliged);
    this.perhaps = setOf(perhaps);
  }

  private static Set<GatekeeperKind> setOf(List<GatekeeperKind> kinds) {
    Set<GatekeeperKind> set = EnumSet.noneOf(GatekeeperKind.class);
    set.addAll(kinds);
    return set;
  }

  boolean obliges(@Nullable GatekeeperKind kind) {
    return kind != null && obliged.contains(kind);
  }

  /// Whether somebody in this capacity may be obliged without being named.
  boolean mayOblige(@Nullable GatekeeperKind kind) {
    return kind != null && perhaps.contains(kind);
  }

  Law law() {
    return law;
  }

  int article() {
    return article;
  }

  /// Null where the article names none.
  @Nullable Integer hours() {
    return hours;
  }

  /// In the order of the capacities.
  List<GatekeeperKind> obliged() {
    return List.copyOf(obliged);
  }

  List<GatekeeperKind> perhaps() {
    return List.copyOf(perhaps);
  }

  /// Where it is reported to, by a message `duty.where.<name>`: suicidal acts go to the health
  /// bureau's system, everything else to 113 or the ministry's site.
  String where() {
    return this == SUICIDAL_ACT ? "health" : "social";
  }
}
