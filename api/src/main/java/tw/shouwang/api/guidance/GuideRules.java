package tw.shouwang.api.guidance;

import static tw.shouwang.api.guidance.Sign.CHILD_INVOLVED;
import static tw.shouwang.api.guidance.Sign.HARDSHIP_OR_WEAK_CARE;
import static tw.shouwang.api.guidance.Sign.IMMEDIATE_DANGER;
import static tw.shouwang.api.guidance.Sign.MENTAL_ILLNESS;
import static tw.shouwang.api.guidance.Sign.ON_CAMPUS;
import static tw.shouwang.api.guidance.Sign.OTHER_CHANNELS_FAILED;
import static tw.shouwang.api.guidance.Sign.SCHOOL_MALADJUSTMENT;
import static tw.shouwang.api.guidance.Sign.SELF_HARM;
import static tw.shouwang.api.guidance.Sign.SEXUAL_VIOLENCE;
import static tw.shouwang.api.guidance.Sign.VIOLENCE;

import java.util.List;
import java.util.function.Predicate;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.guidance.TurnTo.EmergencyNumbers;
import tw.shouwang.api.guidance.TurnTo.InDistrict;
import tw.shouwang.api.guidance.TurnTo.Line;

/// The guide as data, in reading order: danger first, then the five channels of Taipei's leaflet
/// for teachers in its order (children, families, campus, counselling, and the safety net only
/// after the others have failed), with protection of adults, suicide and mental illness at the
/// places that the law and the national plan give them. All rows that apply are returned.
final class GuideRules {

  private static final Line PROTECTION = new Line("tw.hotline.113");
  private static final Line WELFARE = new Line("tw.hotline.1957");
  private static final Line DESPAIR = new Line("tw.hotline.1925");
  private static final Line LIFELINE = new Line("tw.hotline.1995");
  private static final Line TEACHER_CHANG = new Line("tw.hotline.1980");
  private static final Line TAIPEI_CITY = new Line("tpe.hotline.1999");
  private static final Line NEW_TAIPEI_CITY = new Line("ntpc.hotline.1999");

  private static final Predicate<AskedSituation> ABUSE = s -> s.hasAny(VIOLENCE, SEXUAL_VIOLENCE);

  static final List<GuideRule> ROWS =
      List.of(
          row("emergency", has(IMMEDIATE_DANGER), LegalDuty.NONE, new EmergencyNumbers()),
          row(
              "child-protection",
              has(CHILD_INVOLVED).and(ABUSE),
              LegalDuty.CHILD_PROTECTION,
              PROTECTION),
          row(
              "adult-protection",
              ABUSE.and(has(CHILD_INVOLVED).negate()),
              LegalDuty.NOT_LISTED,
              PROTECTION),
          row(
              "suicide-prevention",
              has(SELF_HARM),
              LegalDuty.NONE,
              DESPAIR,
              LIFELINE,
              TEACHER_CHANG),
          row(
              "mental-health",
              has(MENTAL_ILLNESS),
              LegalDuty.NONE,
              new InDistrict(ResourceKind.MENTAL_HEALTH_CENTRE),
              new Line("tpe.cmhc"),
              DESPAIR),
          row(
              "vulnerable-family",
              has(HARDSHIP_OR_WEAK_CARE),
              LegalDuty.VULNERABLE_FAMILY,
              new InDistrict(ResourceKind.WELFARE_CENTRE),
              WELFARE),
          row(
              "campus-safety",
              has(ON_CAMPUS),
              LegalDuty.NONE,
              new Line("tpe.school-safety"),
              new Line("tw.hotline.1953")),
          row(
              "school-counselling",
              has(SCHOOL_MALADJUSTMENT),
              LegalDuty.NONE,
              new Line("tpe.student-counselling"),
              TEACHER_CHANG,
              new Line("tw.hotline.1953")),
          row(
              "safety-net",
              has(OTHER_CHANNELS_FAILED),
              LegalDuty.NONE,
              new InDistrict(ResourceKind.WELFARE_CENTRE),
              TAIPEI_CITY,
              NEW_TAIPEI_CITY,
              WELFARE));

  /// If no other row applies: a line for questions by day, and one that listens at night.
  static final GuideRule START =
      row(
          "where-to-start",
          any -> true,
          LegalDuty.NONE,
          WELFARE,
          TAIPEI_CITY,
          NEW_TAIPEI_CITY,
          DESPAIR);

  /// For people who do not read Chinese, after all other rows: lines with people or interpreters
  /// for them.
  static final GuideRule IN_YOUR_LANGUAGE =
      row(
          "in-your-language",
          any -> true,
          LegalDuty.NONE,
          new Line("tw.hotline.1990"),
          new Line("tw.hotline.1955"),
          PROTECTION);

  private GuideRules() {}

  private static Predicate<AskedSituation> has(Sign sign) {
    return situation -> situation.has(sign);
  }

  private static GuideRule row(
      String code, Predicate<AskedSituation> when, LegalDuty duty, TurnTo... destinations) {
    return new GuideRule(code, when, duty, List.of(destinations));
  }
}
