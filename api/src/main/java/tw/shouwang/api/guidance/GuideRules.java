package tw.shouwang.api.guidance;

import static tw.shouwang.api.guidance.Sign.ADULT_HARMED;
import static tw.shouwang.api.guidance.Sign.CARE_BURDEN;
import static tw.shouwang.api.guidance.Sign.CHILD_HARMED;
import static tw.shouwang.api.guidance.Sign.CHILD_INVOLVED;
import static tw.shouwang.api.guidance.Sign.FRIGHTENING_CONDUCT;
import static tw.shouwang.api.guidance.Sign.HARDSHIP_OR_WEAK_CARE;
import static tw.shouwang.api.guidance.Sign.IMMEDIATE_DANGER;
import static tw.shouwang.api.guidance.Sign.MENTAL_ILLNESS;
import static tw.shouwang.api.guidance.Sign.NEIGHBOURHOOD_TROUBLE;
import static tw.shouwang.api.guidance.Sign.NOT_SURE;
import static tw.shouwang.api.guidance.Sign.OLDER_PERSON_HARMED;
import static tw.shouwang.api.guidance.Sign.OLDER_PERSON_INVOLVED;
import static tw.shouwang.api.guidance.Sign.ON_CAMPUS;
import static tw.shouwang.api.guidance.Sign.OTHER_CHANNELS_FAILED;
import static tw.shouwang.api.guidance.Sign.PARENTING_CONFLICT;
import static tw.shouwang.api.guidance.Sign.SCHOOL_MALADJUSTMENT;
import static tw.shouwang.api.guidance.Sign.SELF_HARM;
import static tw.shouwang.api.guidance.Sign.SEXUAL_VIOLENCE;
import static tw.shouwang.api.guidance.Sign.SUBSTANCE_USE;
import static tw.shouwang.api.guidance.Sign.SUICIDAL_THOUGHTS;
import static tw.shouwang.api.guidance.Sign.UNEMPLOYMENT;
import static tw.shouwang.api.guidance.Sign.VIOLENCE;
import static tw.shouwang.api.guidance.Sign.VIOLENT_WHILE_ILL;
import static tw.shouwang.api.guidance.Sign.YOUTH_BEHAVIOUR;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import tw.shouwang.api.guidance.GuideRule.DutyBinding;

/// The guide as data, the gravest row first: danger, harm to children, adults and older people,
/// suicide, illness, a frightened neighbourhood; then the needs. In between are the five channels
/// of Taipei's leaflet for teachers in its order (children, families, campus, counselling, and the
/// safety net only after the others have failed). All rows that apply are returned, to readers of
/// the guide and to senders of a form.
final class GuideRules {

  /// Stands for 110, 119, 113 and 1925 with the area's text channels, instead of a row of the
  /// table.
  static final String EMERGENCY_NUMBERS = "";

  /// The row whose views are counted by themselves.
  static final String SUICIDE_PREVENTION = "suicide-prevention";

  private static final List<GuideCondition> CHILD =
      List.of(
          GuideCondition.of(CHILD_HARMED),
          GuideCondition.of(CHILD_INVOLVED, VIOLENCE),
          GuideCondition.of(CHILD_INVOLVED, SEXUAL_VIOLENCE));

  private static final List<GuideCondition> ADULT =
      List.of(
          GuideCondition.of(ADULT_HARMED),
          GuideCondition.of(VIOLENCE).without(CHILD_INVOLVED),
          GuideCondition.of(SEXUAL_VIOLENCE).without(CHILD_INVOLVED));

  private static final List<GuideCondition> OLDER =
      List.of(
          GuideCondition.of(OLDER_PERSON_HARMED),
          GuideCondition.of(OLDER_PERSON_INVOLVED, VIOLENCE),
          GuideCondition.of(OLDER_PERSON_INVOLVED, SEXUAL_VIOLENCE),
          GuideCondition.of(OLDER_PERSON_INVOLVED, HARDSHIP_OR_WEAK_CARE));

  private static final List<GuideCondition> ALWAYS = List.of(GuideCondition.of());

  private static final Predicate<AskedSituation> ANY = situation -> true;

  static final List<GuideRule> ROWS =
      List.of(
          crisis("emergency", any(IMMEDIATE_DANGER), EMERGENCY_NUMBERS),
          crisis(
              "child-protection",
              CHILD,
              "child_harm",
              new DutyBinding(ANY, LegalDuty.CHILD_HARMED)),
          crisis(
              "adult-protection",
              ADULT,
              "home_violence",
              new DutyBinding(has(VIOLENCE), LegalDuty.DOMESTIC_VIOLENCE),
              new DutyBinding(has(SEXUAL_VIOLENCE), LegalDuty.SEXUAL_ASSAULT)),
          crisis(
              "elder-protection",
              OLDER,
              "elder_harm",
              new DutyBinding(ANY, LegalDuty.OLDER_PERSON_HARMED)),
          crisis(
              SUICIDE_PREVENTION,
              any(SELF_HARM, SUICIDAL_THOUGHTS),
              "suicide",
              new DutyBinding(ANY, LegalDuty.SUICIDAL_ACT)),
          need("illness-with-violence", any(VIOLENT_WHILE_ILL), "illness_with_violence"),
          need("mental-health", any(MENTAL_ILLNESS), "mental_health"),
          need(
              "substance-use",
              any(SUBSTANCE_USE),
              "alcohol_drugs",
              new DutyBinding(has(CHILD_INVOLVED), LegalDuty.CHILD_USES_DRUGS)),
          need(
              "community-safety",
              any(FRIGHTENING_CONDUCT, NEIGHBOURHOOD_TROUBLE),
              "frightening_conduct"),
          need(
              "vulnerable-family",
              any(HARDSHIP_OR_WEAK_CARE),
              "vulnerable_family",
              new DutyBinding(has(CHILD_INVOLVED), LegalDuty.CHILD_LACKS_CARE)),
          need("care-burden", any(CARE_BURDEN), "care"),
          need("parenting", any(PARENTING_CONFLICT), "parenting"),
          need("youth-behaviour", any(YOUTH_BEHAVIOUR), "youth"),
          need("employment", any(UNEMPLOYMENT), "job_loss"),
          need("campus-safety", any(ON_CAMPUS), "campus"),
          need("school-counselling", any(SCHOOL_MALADJUSTMENT), "school_support"),
          need("safety-net", any(OTHER_CHANNELS_FAILED), "unsolved"),
          need("other", any(NOT_SURE), "start"));

  /// If no other row applies: a line for questions by day, and one that listens at night.
  static final GuideRule START = need("where-to-start", ALWAYS, "start");

  /// For people who do not read Chinese, after all other rows: lines with people or interpreters
  /// for them.
  static final GuideRule IN_YOUR_LANGUAGE = need("in-your-language", ALWAYS, "your_language");

  /// For areas where this service has no centre.
  static final GuideRule NOT_SERVED = need("not-served", ALWAYS, "not_served");

  private GuideRules() {}

  private static Predicate<AskedSituation> has(Sign sign) {
    return situation -> situation.has(sign);
  }

  private static List<GuideCondition> any(Sign... signs) {
    return Arrays.stream(signs).map(GuideCondition::of).toList();
  }

  private static GuideRule crisis(
      String code, List<GuideCondition> when, String lines, DutyBinding... bindings) {
    return new GuideRule(code, when, lines, true, List.of(bindings));
  }

  private static GuideRule need(
      String code, List<GuideCondition> when, String lines, DutyBinding... bindings) {
    return new GuideRule(code, when, lines, false, List.of(bindings));
  }
}
