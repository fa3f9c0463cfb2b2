package tw.shouwang.api.directory.editing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.i18n.Language;

/// Changes the directory, for whoever has the role of a directory editor; who that is, the caller
/// has checked and says.
///
/// Every change keeps what the entry became, with who and when, and names the version that the
/// editor saw: two editors cannot overwrite each other unseen. An entry is written as the JSON of
/// the export. A change is visible on others within 2 seconds, on this node when a method returns
/// unless the directory cannot be read at that moment.
///
/// Changes of emergency numbers and of nationwide hotlines are proposals until a second person
/// confirms them, except for [#verify] and [#hideNumber]; such entries are never closed.
public interface DirectoryEditing {

  /// Writes an entry, new or over the one with its key.
  ///
  /// @param seen the version the editor saw; null for a new entry
  DirectoryEdit save(String editor, @Nullable Long seen, String entry);

  /// Says that a person has checked the entry now; problems reported before are done with.
  DirectoryEdit verify(String editor, String idOrKey, long seen);

  /// Shuts an entry for a while; null means without end on that side.
  DirectoryEdit close(
      String editor,
      String idOrKey,
      long seen,
      @Nullable Instant from,
      @Nullable Instant until,
      Map<Language, String> reason);

  /// Ends a temporary closure.
  DirectoryEdit reopen(String editor, String idOrKey, long seen);

  /// Takes a number out of an entry that is known to be dead; one person does it at once, whatever
  /// the entry is.
  DirectoryEdit hideNumber(String editor, String idOrKey, long seen, String dial);

  /// Does what another person proposed.
  DirectoryEdit confirm(String editor, String proposalId);

  /// Drops a proposal.
  DirectoryEdit withdraw(String editor, String proposalId);

  /// The changes that wait for a second person, oldest first.
  List<DirectoryEdit.Proposal> proposals();

  /// Takes an entry out of use: in favour of another, or, without one, altogether.
  DirectoryEdit retire(String editor, String idOrKey, long seen, @Nullable String successor);

  /// Shuts what follows the working-day calendar in an area, e.g. for a typhoon.
  DirectoryEdit declareClosure(
      String editor, String area, Instant from, Instant until, Map<Language, String> reason);

  /// Loads a year's working-day table in the government's CSV form; the latest edition wins.
  DirectoryEdit importCalendar(String editor, byte[] csv, String edition);

  /// The entries that need a person's eye: reported ones first, then never checked, then longest
  /// not checked.
  List<StaleResource> stale();

  /// The version of an entry that an editor sees now, to be named by their next change.
  Optional<Long> version(String idOrKey);

  /// Every state the entry ever had, newest first.
  List<Revision> revisions(String idOrKey);

  record StaleResource(Resource resource, List<String> reports) {}

  /// @param entry the entry as JSON, where it still was one
  record Revision(
      long version, String action, String editor, Instant editedAt, @Nullable String entry) {}
}
