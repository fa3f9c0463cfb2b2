package tw.shouwang.api.intake.clocks;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;

/// What a case's clocks depend on.
///
/// @param otherTopics with commas between them
@Introspected
record WatchedCase(
    UUID id,
    String centre,
    Topic topic,
    String otherTopics,
    Urgency urgency,
    Instant receivedAt,
    Instant dueAt) {

  Set<Topic> topics() {
    Set<Topic> topics = EnumSet.of(topic);
    for (String other : otherTopics.split(",", -1)) {
      if (!other.isEmpty()) {
        topics.add(Topic.valueOf(other));
      }
    }
    return topics;
  }
}
