package tw.shouwang.api.directory.editing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.view.Resource;

/// What became of a change.
public sealed interface DirectoryEdit {

  /// An entry was changed, and is this now.
  record ResourceChanged(Resource resource, long version) implements DirectoryEdit {}

  /// Something else was changed, or an entry is gone.
  record DirectoryChanged(String version) implements DirectoryEdit {}

  /// The change waits for a second person; everybody sees the entry as it was.
  record ResourceChangeProposed(Proposal change) implements DirectoryEdit {}

  /// Nothing was changed.
  ///
  /// @param problems what is wrong, for the editor, e.g. the lines of a file
  record Refused(Reason reason, List<String> problems) implements DirectoryEdit {

    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /// A change that waits for a second person.
  ///
  /// @param id names this very proposal: a later one for the same entry has another
  /// @param entry the entry as it would be, as JSON; null where it would be taken out
  record Proposal(
      String id,
      String key,
      String action,
      String editor,
      Instant proposedAt,
      @Nullable String entry) {}

  enum Reason {
    UNKNOWN_RESOURCE,
    UNKNOWN_AREA,
    UNKNOWN_CHANGE,
    SECOND_PERSON,
    VERSION_CONFLICT,
    INVALID
  }
}
