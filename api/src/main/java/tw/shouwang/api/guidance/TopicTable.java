package tw.shouwang.api.guidance;

import java.util.List;
import tw.shouwang.api.directory.Topic;

/// Whom to turn to for each topic, by keys of the directory.
final class TopicTable {

  private TopicTable() {}

  static List<String> resources(Topic topic) {
    return switch (topic) {
      case ECONOMIC, CARE_ARRANGEMENT, OTHER -> List.of("tw.hotline.1957");
      case PARENTING -> List.of("tw.hotline.4128185", "tw.hotline.1957");
      case SCHOOLING -> List.of("tw.hotline.1953", "tpe.student-counselling");
      case EMPLOYMENT -> List.of("tw.hotline.0800777888", "tw.hotline.1955");
      case MENTAL_SUBSTANCE_SUICIDE ->
          List.of("tw.hotline.1925", "tw.hotline.1995", "tw.hotline.1980");
      case YOUTH_BEHAVIOUR -> List.of("tw.hotline.1980", "tw.chat.lifeline-youth");
      case CARE_BURDEN -> List.of("tw.hotline.0800507272", "tw.hotline.1966");
      case CHILD_PROTECTION, DOMESTIC_VIOLENCE, SEXUAL_ASSAULT, ELDER_PROTECTION ->
          List.of("tw.hotline.113");
      case COMMUNITY_SAFETY -> List.of("tw.emergency.110");
    };
  }
}
