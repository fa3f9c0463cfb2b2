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

/// Who must report what to the county, and within how many hours, by article. People whom an
/// article names are obliged. Some articles also name "others who carry out" such work, and for
/// some we do not have the certain list; people who may be meant are told that they may be obliged.
/// Everybody else may report but need not; a reporter's identity is confidential. The messages
/// `duty.<name>` say what has to be reported.
public enum LegalDuty {
  /// Medical staff, social workers, educators, childcare staff and others, at once.
  CHILD_HARMED(Law.CHILDREN, 53, 24, Persons.PROFESSIONS, Persons.OTHERS),

  /// The first item of the same article. No form asks whether it is the child who uses drugs, so
  /// the people whom the article names count as possibly obliged.
  CHILD_USES_DRUGS(
      Law.CHILDREN,
      53,
      24,
      List.of(),
      List.of(CLINIC, PHARMACY, TEACHER, CHILDMINDER, PARENTING_COACH, HOME_CARE_WORKER)),

  /// The same people, and heads of boroughs and staff of apartment buildings; without a deadline in
  /// hours.
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
      Persons.OTHERS),

  /// Medical staff, social workers, educators, childcare staff and others, at once.
  DOMESTIC_VIOLENCE(Law.DOMESTIC_VIOLENCE, 50, 24, Persons.PROFESSIONS, Persons.OTHERS),

  /// The same people and others, at once.
  SEXUAL_ASSAULT(Law.SEXUAL_ASSAULT, 11, 24, Persons.PROFESSIONS, Persons.OTHERS),

  /// Medical staff, social workers, heads and clerks of boroughs and others; without a deadline in
  /// hours.
  OLDER_PERSON_HARMED(
      Law.SENIOR_CITIZENS,
      43,
      null,
      List.of(CLINIC, PHARMACY, BOROUGH_OR_NEIGHBOURHOOD_CHIEF),
      List.of(HOME_CARE_WORKER)),

  /// The duty is about an act and not about a thought. We had no certain list of its persons, nor
  /// the deadline, which is in the rules under the act.
  SUICIDAL_ACT(
      Law.SUICIDE_PREVENTION,
      11,
      null,
      List.of(),
      List.of(CLINIC, PHARMACY, TEACHER, HOME_CARE_WORKER, BOROUGH_OR_NEIGHBOURHOOD_CHIEF));

  /// The persons of several articles.
  private static final class Persons {

    /// Kinds that stand for medical staff, educators and childcare staff.
    static final List<GatekeeperKind> PROFESSIONS = List.of(CLINIC, PHARMACY, TEACHER, CHILDMINDER);

    /// Kinds that may count as one of these professions, or as others who carry out such work.
    static final List<GatekeeperKind> OTHERS =
        List.of(PARENTING_COACH, HOME_CARE_WORKER, POSTNATAL_HELPER);
  }

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

  /// Whether a person in this capacity may be obliged without being named.
  boolean mayOblige(@Nullable GatekeeperKind kind) {
    return kind != null && perhaps.contains(kind);
  }

  Law law() {
    return law;
  }

  int article() {
    return article;
  }

  /// Null if the article names none.
  @Nullable Integer hours() {
    return hours;
  }

  /// In the order of the enum.
  List<GatekeeperKind> obliged() {
    return List.copyOf(obliged);
  }

  List<GatekeeperKind> perhaps() {
    return List.copyOf(perhaps);
  }

  /// Where to report, by a message `duty.where.<name>`: suicidal acts to the health bureau's
  /// system, everything else to 113 or the ministry's site.
  String where() {
    return this == SUICIDAL_ACT ? "health" : "social";
  }
}
