package tw.shouwang.api.directory.editing;

import java.util.List;
import tw.shouwang.api.directory.view.Resource;

/// What became of a change.
public sealed interface DirectoryEdit {

  /// An entry was changed, and is this now.
  record ResourceChanged(Resource resource, long version) implements DirectoryEdit {}

  /// Something else was changed, or an entry is gone.
  record DirectoryChanged(String version) implements DirectoryEdit {}

  /// Nothing was changed.
  ///
  /// @param problems what is wrong, for the editor, e.g. the lines of a file
  record Refused(Reason reason, List<String> problems) implements DirectoryEdit {

    public Refused {
      problems = List.copyOf(problems);
    }
  }

  enum Reason {
    UNKNOWN_RESOURCE,
    UNKNOWN_AREA,
    VERSION_CONFLICT,
    INVALID
  }
}
