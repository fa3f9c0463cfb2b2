package tw.shouwang.api.intake.routing;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Topic;

/// One row: conditions on a case, and the office that is then proposed. An empty list is no
/// condition.
///
/// @param topics one of the case's topics must be among these
/// @param alsoTopics a second one of its topics must be among these: a compound case
/// @param severalTopics whether the case must have several topics, or only one
/// @param indicators one of the case's indicators must be among these
/// @param areas the case's county or district must be among these
/// @param office a key of the directory, or a kind (`WELFARE_CENTRE`, `MENTAL_HEALTH_CENTRE`): the
///   office of that kind for the case's district
/// @param beside a second office, in the same form, for a part of a compound case; null for none
@Serdeable
record RoutingRule(
    List<Topic> topics,
    List<Topic> alsoTopics,
    @Nullable Boolean severalTopics,
    List<String> indicators,
    @Nullable Boolean childInvolved,
    List<String> areas,
    String office,
    @Nullable String beside) {

  private static final int COUNTY_DIGITS = 5;

  RoutingRule {
    topics = List.copyOf(topics);
    alsoTopics = List.copyOf(alsoTopics);
    indicators = List.copyOf(indicators);
    areas = List.copyOf(areas);
  }

  static RoutingRule of(List<Topic> topics, List<Topic> alsoTopics, String office) {
    return new RoutingRule(topics, alsoTopics, null, List.of(), null, List.of(), office, null);
  }

  /// The same rule with a second office.
  RoutingRule beside(String second) {
    return new RoutingRule(
        topics, alsoTopics, severalTopics, indicators, childInvolved, areas, office, second);
  }

  /// The same rule for cases with one of these indicators.
  RoutingRule having(List<String> some) {
    return new RoutingRule(
        topics, alsoTopics, severalTopics, some, childInvolved, areas, office, beside);
  }

  /// The offices that it names.
  List<String> offices() {
    return Stream.of(Optional.of(office), Optional.ofNullable(beside))
        .flatMap(Optional::stream)
        .toList();
  }

  static RoutingRule otherwise(String office) {
    return of(List.of(), List.of(), office);
  }

  boolean isUnconditional() {
    return topics.isEmpty()
        && alsoTopics.isEmpty()
        && severalTopics == null
        && indicators.isEmpty()
        && childInvolved == null
        && areas.isEmpty();
  }

  boolean fits(RoutedCase routed) {
    Set<Topic> all = routed.topics();
    return (topics.isEmpty() || topics.stream().anyMatch(all::contains))
        && (alsoTopics.isEmpty() || isCompound(all))
        && (severalTopics == null || severalTopics == all.size() > 1)
        && (indicators.isEmpty() || indicators.stream().anyMatch(routed.indicatorList()::contains))
        && (childInvolved == null || childInvolved.equals(routed.childInvolved()))
        && (areas.isEmpty() || areas.stream().anyMatch(area -> isWithin(routed.area(), area)));
  }

  /// Whether there are two different topics, one from each list.
  private boolean isCompound(Set<Topic> all) {
    return all.stream()
        .filter(alsoTopics::contains)
        .anyMatch(also ->
            topics.isEmpty()
                ? all.size() > 1
                : all.stream().anyMatch(one -> one != also && topics.contains(one)));
  }

  private static boolean isWithin(String area, String wanted) {
    return wanted.length() == COUNTY_DIGITS ? area.startsWith(wanted) : area.equals(wanted);
  }
}
