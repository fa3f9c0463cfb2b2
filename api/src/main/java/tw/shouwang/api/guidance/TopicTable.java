package tw.shouwang.api.guidance;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.guidance.TurnTo.Line;

/// The signs that a form's topic implies, and the lines that only a topic has.
final class TopicTable {

  private TopicTable() {}

  /// The signs that a topic implies, so that the guide's rows for them apply.
  static Set<Sign> signs(Topic topic) {
    return switch (topic) {
      case ECONOMIC, CARE_ARRANGEMENT, PARENTING, CARE_BURDEN ->
          EnumSet.of(Sign.HARDSHIP_OR_WEAK_CARE);
      case SCHOOLING -> EnumSet.of(Sign.SCHOOL_MALADJUSTMENT);
      case MENTAL_SUBSTANCE_SUICIDE -> EnumSet.of(Sign.SELF_HARM, Sign.MENTAL_ILLNESS);
      case CHILD_PROTECTION -> EnumSet.of(Sign.CHILD_INVOLVED, Sign.VIOLENCE);
      case DOMESTIC_VIOLENCE -> EnumSet.of(Sign.VIOLENCE);
      case SEXUAL_ASSAULT -> EnumSet.of(Sign.SEXUAL_VIOLENCE);
      case EMPLOYMENT, YOUTH_BEHAVIOUR, ELDER_PROTECTION, COMMUNITY_SAFETY, OTHER ->
          EnumSet.noneOf(Sign.class);
    };
  }

  /// The additional row of the topic.
  static Optional<GuideRule> row(Topic topic) {
    return switch (topic) {
      case PARENTING -> row(topic, "tw.hotline.4128185", "tw.hotline.1957");
      case EMPLOYMENT -> row(topic, "tw.hotline.0800777888", "tw.hotline.1955");
      case YOUTH_BEHAVIOUR -> row(topic, "tw.hotline.1980", "tw.chat.lifeline-youth");
      case CARE_BURDEN -> row(topic, "tw.hotline.0800507272", "tw.hotline.1966");
      case ELDER_PROTECTION -> row(topic, LegalDuty.NOT_LISTED, "tw.hotline.113");
      case COMMUNITY_SAFETY -> row(topic, "tw.emergency.110");
      case OTHER -> row(topic, "tw.hotline.1957");
      case ECONOMIC,
          CARE_ARRANGEMENT,
          SCHOOLING,
          MENTAL_SUBSTANCE_SUICIDE,
          CHILD_PROTECTION,
          DOMESTIC_VIOLENCE,
          SEXUAL_ASSAULT ->
          Optional.empty();
    };
  }

  private static Optional<GuideRule> row(Topic topic, String... keys) {
    return row(topic, LegalDuty.NONE, keys);
  }

  private static Optional<GuideRule> row(Topic topic, LegalDuty duty, String... keys) {
    return Optional.of(
        new GuideRule(
            topic.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            any -> true,
            duty,
            List.of(keys).stream().<TurnTo>map(Line::new).toList()));
  }
}
