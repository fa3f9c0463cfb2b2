package tw.shouwang.api.intake.routing;

import io.micronaut.core.annotation.Introspected;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.directory.entries.Topic;

/// The columns of a case that its route depends on; all of them are in clear.
///
/// @param otherTopics separated by commas
/// @param indicators separated by commas
@Introspected
record RoutedCase(
    UUID id,
    Topic topic,
    String otherTopics,
    String indicators,
    @Nullable Boolean childInvolved,
    String area) {

  static RoutedCase of(DeskCase known) {
    return new RoutedCase(
        known.id(),
        known.topic(),
        String.join(",", known.otherTopics()),
        String.join(",", known.indicators()),
        known.childInvolved(),
        known.area());
  }

  Set<Topic> topics() {
    Set<Topic> topics = EnumSet.of(topic);
    Arrays.stream(otherTopics.split(",", -1))
        .filter(name -> !name.isEmpty())
        .forEach(name -> topics.add(Topic.valueOf(name)));
    return topics;
  }

  List<String> indicatorList() {
    return Arrays.asList(indicators.split(",", -1));
  }
}
