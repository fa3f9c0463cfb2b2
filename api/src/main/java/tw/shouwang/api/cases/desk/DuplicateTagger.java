package tw.shouwang.api.cases.desk;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Topic;

/// Makes the tags by which staff find duplicates and repeats of a case without keeping its place.
/// Asked once, when a worker first opens the case.
public interface DuplicateTagger {

  /// @param place as the sender wrote it; null where they wrote none, and then there is no tag
  @Nullable Tags tags(Topic topic, @Nullable String place, LocalDate receivedOn);

  /// @param duplicate holds for a day
  /// @param repeat holds without one
  record Tags(int duplicate, int repeat) {}
}
