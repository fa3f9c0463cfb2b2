package tw.shouwang.api.directory.editing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.i18n.Language;

/// Changes the directory. The caller has checked the role of a directory editor and passes the
/// editor's name.
///
/// Every change stores the entry's new state with editor and time. It names the version that the
/// editor saw, so two editors cannot overwrite each other unnoticed. An entry is given as the JSON
/// of the export. A change is visible on other nodes within 2 seconds, and on this node when the
/// method returns, unless the directory cannot be read at that moment.
///
/// Changes of emergency numbers and nationwide hotlines are proposals until a second person
/// confirms them, except [#verify] and [#hideNumber]; such entries can never be closed.
public interface DirectoryEditing {

  /// Writes a new entry, or replaces the one with the same key.
  ///
  /// @param seen the version that the editor saw; null for a new entry
  DirectoryEdit save(String editor, @Nullable Long seen, String entry);

  /// The key that an entry's JSON names, e.g. to tell the version of the entry there is; empty if
  /// it cannot be read.
  Optional<String> keyOf(String entry);

  /// Records that a person has checked the entry now; this also settles earlier problem reports.
  DirectoryEdit verify(String editor, String idOrKey, long seen);

  /// Closes an entry for a period; null means without end on that side.
  DirectoryEdit close(
      String editor,
      String idOrKey,
      long seen,
      @Nullable Instant from,
      @Nullable Instant until,
      Map<Language, String> reason);

  /// Ends a temporary closure.
  DirectoryEdit reopen(String editor, String idOrKey, long seen);

  /// Removes a disconnected number from an entry. One person is enough, even for emergency numbers.
  DirectoryEdit hideNumber(String editor, String idOrKey, long seen, String dial);

  /// Executes another person's proposal.
  DirectoryEdit confirm(String editor, String proposalId);

  /// Deletes a proposal.
  DirectoryEdit withdraw(String editor, String proposalId);

  /// The changes that wait for a second person, oldest first.
  List<DirectoryEdit.Proposal> proposals();

  /// Takes an entry out of use: replaced by another one, or without a replacement.
  DirectoryEdit retire(String editor, String idOrKey, long seen, @Nullable String successor);

  /// Closes all entries in an area that follow the working-day calendar, e.g. for a typhoon.
  DirectoryEdit declareClosure(
      String editor, String area, Instant from, Instant until, Map<Language, String> reason);

  /// Loads a year's working-day table in the government's CSV form; the latest edition wins.
  DirectoryEdit importCalendar(String editor, byte[] csv, String edition);

  /// The entries that need a check by a person: reported ones first, then never checked ones, then
  /// those not checked for longest.
  List<StaleResource> stale();

  /// The entries due for a check, with whom to ask: reported entries first, then by the day on
  /// which they became due.
  List<DueResource> due();

  /// Decides on an agency's answer. "Still right" counts as a check on the day of the answer. A
  /// correction is saved as the editor worded it, and waits for a second person if [#save] would.
  ///
  /// @param seen the version that the editor saw
  /// @param entry the corrected entry as JSON; null if the agency said that it is still right
  DirectoryEdit confirmAnswer(String editor, String answerId, long seen, @Nullable String entry);

  /// Deletes an agency's answer; the entry is unchanged.
  DirectoryEdit dropAnswer(String editor, String answerId);

  /// The present version of an entry, which the editor's next change must name.
  Optional<Long> version(String idOrKey);

  /// Every past state of the entry, newest first.
  List<Revision> revisions(String idOrKey);

  record StaleResource(Resource resource, List<String> reports) {}

  /// @param lastKnownOn the day of a person's check, else of its newest source
  /// @param askAt the number to ask: its own, else that of the entry that answers for it
  /// @param linkUntil the expiry of the agency's open link
  record DueResource(
      Resource resource,
      LocalDate dueOn,
      LocalDate lastKnownOn,
      @Nullable String askAt,
      @Nullable Instant linkUntil,
      int reports) {}

  /// @param entry the entry as JSON; null if the revision removed it
  record Revision(
      long version, String action, String editor, Instant editedAt, @Nullable String entry) {}
}
