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
  /// @param building finds cases in the same building around the same day, whatever their topic
  /// @param street finds cases in the same street around the same day; null if none is named
  record Tags(int duplicate, int repeat, int building, @Nullable Integer street) {}
}
