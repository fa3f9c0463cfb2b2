package tw.shouwang.api.cases.desk;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Topic;

/// Computes the tags by which staff find duplicate and repeated cases, without storing the place
/// itself. Called once, when a worker first opens the case.
public interface DuplicateTagger {

  /// @param place as the sender wrote it; null if the form has none, and then there are no tags
  @Nullable Tags tags(Topic topic, @Nullable String place, LocalDate receivedOn);

  /// @param duplicate finds cases of the same topic and place around the same day
  /// @param repeat finds cases of the same topic and place on any day
  record Tags(int duplicate, int repeat) {}
}
