package tw.shouwang.api.directory.editing;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.i18n.Language;

/// The result of a change.
public sealed interface DirectoryEdit {

  /// An entry was changed; this is its new state.
  record ResourceChanged(Resource resource, long version) implements DirectoryEdit {}

  /// Something else was changed, or an entry was removed.
  record DirectoryChanged(String directoryVersion) implements DirectoryEdit {}

  /// The change waits for a second person; everybody still sees the old state.
  record ResourceChangeProposed(Proposal change) implements DirectoryEdit {}

  /// Nothing was changed.
  ///
  /// @param problems what is wrong, for the editor, e.g. by lines of a file
  /// @param inEntry what is wrong in an entry, by its places
  record Refused(Reason reason, List<String> problems, List<EntryProblem> inEntry)
      implements DirectoryEdit {

    public Refused {
      problems = List.copyOf(problems);
      inEntry = List.copyOf(inEntry);
    }

    public Refused(Reason reason, List<String> problems) {
      this(reason, problems, List.of());
    }

    /// All that is wrong, in the editor's language as far as it is about an entry.
    public List<String> told(Language language) {
      return Stream.concat(
              problems.stream(), inEntry.stream().map(problem -> problem.text(language)))
          .toList();
    }
  }

  /// A change that waits for a second person.
  ///
  /// @param id identifies this proposal; a later one for the same entry has another id
  /// @param entry the entry after the change, as JSON; null if the change removes it
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
