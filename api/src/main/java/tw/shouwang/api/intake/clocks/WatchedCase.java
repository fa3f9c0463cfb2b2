package tw.shouwang.api.intake.clocks;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;

/// The columns of a case that its clocks depend on. They are texts, because a newer version may
/// have written a topic that this one does not know; such a case still has the clocks of every
/// case.
///
/// @param otherTopics separated by commas
@Introspected
record WatchedCase(
    UUID id,
    String centre,
    String topic,
    String otherTopics,
    String urgency,
    Instant receivedAt,
    Instant dueAt,
    boolean exercise) {

  boolean isDanger() {
    return urgency.equals(Urgency.IMMEDIATE_DANGER.name());
  }

  Set<Topic> topics() {
    Set<String> names = new HashSet<>(Arrays.asList(otherTopics.split(",", -1)));
    names.add(topic);
    return Arrays.stream(Topic.values())
        .filter(known -> names.contains(known.name()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
