package tw.shouwang.api.guidance;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Topic;

/// The parts of a form that the advice to its sender depends on.
///
/// @param topics all of them, in any order
/// @param childInvolved null if the form does not say
/// @param danger whether somebody is in danger right now
/// @param kind the capacity of a reporter; null for a person who asks for themselves
/// @param spoken the languages that the sender understands, the best first, as BCP 47 tags
public record AdviceRequest(
    List<Topic> topics,
    List<ReportIndicator> indicators,
    @Nullable Boolean childInvolved,
    boolean danger,
    Asker asker,
    @Nullable GatekeeperKind kind,
    @Nullable String area,
    List<String> spoken) {

  public AdviceRequest {
    topics = List.copyOf(topics);
    indicators = List.copyOf(indicators);
    spoken = List.copyOf(spoken);
  }

  AskedSituation situation() {
    return new AskedSituation(signs(), area, kind, asker);
  }

  /// Whether the emergency numbers come first, whatever the stated urgency.
  public boolean concernsSafety() {
    return signs().stream().anyMatch(Sign::concernsSafety);
  }

  Set<Sign> signs() {
    Set<Sign> signs = EnumSet.noneOf(Sign.class);
    topics.forEach(topic -> signs.addAll(signs(topic)));
    indicators.forEach(indicator -> signs.addAll(signs(indicator)));
    if (topics.contains(Topic.MENTAL_SUBSTANCE_SUICIDE) && tellsApart()) {
      signs.removeAll(EnumSet.of(Sign.SUICIDAL_THOUGHTS, Sign.SUBSTANCE_USE));
      indicators.forEach(indicator -> signs.addAll(signs(indicator)));
    }
    if (danger) {
      signs.add(Sign.IMMEDIATE_DANGER);
    }
    if (Boolean.TRUE.equals(childInvolved)) {
      signs.add(Sign.CHILD_INVOLVED);
    } else if (Boolean.FALSE.equals(childInvolved)) {
      signs.remove(Sign.CHILD_INVOLVED);
    }
    // A person who hurts or threatens people where a child is may hurt the child too.
    if (signs.contains(Sign.CHILD_INVOLVED) && tellsOfHarm()) {
      signs.add(Sign.VIOLENCE);
    }
    return signs;
  }

  private boolean tellsOfHarm() {
    return indicators.contains(ReportIndicator.HARM_ACT)
        || indicators.contains(ReportIndicator.HARM_THREAT);
  }

  /// Whether the form asks separately for the things that the topic of older apps combines.
  private boolean tellsApart() {
    return indicators.stream()
        .anyMatch(indicator ->
            switch (indicator) {
              case SUICIDAL_THOUGHTS, SUBSTANCE_USE, VIOLENT_WHILE_ILL -> true;
              case HARM_ACT, HARM_THREAT, COMMUNITY_SAFETY, COMMUNITY_NUISANCE, OTHER -> false;
            });
  }

  /// The signs that a topic implies.
  static Set<Sign> signs(Topic topic) {
    return switch (topic) {
      case ECONOMIC, CARE_ARRANGEMENT -> EnumSet.of(Sign.HARDSHIP_OR_WEAK_CARE);
      case PARENTING ->
          EnumSet.of(Sign.HARDSHIP_OR_WEAK_CARE, Sign.PARENTING_CONFLICT, Sign.CHILD_INVOLVED);
      case SCHOOLING -> EnumSet.of(Sign.SCHOOL_MALADJUSTMENT);
      case EMPLOYMENT -> EnumSet.of(Sign.UNEMPLOYMENT);
      case MENTAL_SUBSTANCE_SUICIDE ->
          EnumSet.of(Sign.SUICIDAL_THOUGHTS, Sign.MENTAL_ILLNESS, Sign.SUBSTANCE_USE);
      case YOUTH_BEHAVIOUR -> EnumSet.of(Sign.YOUTH_BEHAVIOUR);
      case CARE_BURDEN -> EnumSet.of(Sign.CARE_BURDEN, Sign.HARDSHIP_OR_WEAK_CARE);
      case CHILD_PROTECTION -> EnumSet.of(Sign.CHILD_HARMED);
      case DOMESTIC_VIOLENCE -> EnumSet.of(Sign.ADULT_HARMED, Sign.VIOLENCE);
      case SEXUAL_ASSAULT -> EnumSet.of(Sign.ADULT_HARMED, Sign.SEXUAL_VIOLENCE);
      case ELDER_PROTECTION -> EnumSet.of(Sign.OLDER_PERSON_HARMED);
      case COMMUNITY_SAFETY -> EnumSet.of(Sign.FRIGHTENING_CONDUCT);
      case OTHER -> EnumSet.of(Sign.NOT_SURE);
    };
  }

  /// The signs that an indicator implies.
  static Set<Sign> signs(ReportIndicator indicator) {
    return switch (indicator) {
      case HARM_ACT, HARM_THREAT, COMMUNITY_SAFETY -> EnumSet.of(Sign.FRIGHTENING_CONDUCT);
      case COMMUNITY_NUISANCE -> EnumSet.of(Sign.NEIGHBOURHOOD_TROUBLE);
      case SUICIDAL_THOUGHTS -> EnumSet.of(Sign.SUICIDAL_THOUGHTS);
      case SUBSTANCE_USE -> EnumSet.of(Sign.SUBSTANCE_USE);
      case VIOLENT_WHILE_ILL -> EnumSet.of(Sign.VIOLENT_WHILE_ILL);
      case OTHER -> EnumSet.noneOf(Sign.class);
    };
  }
}
