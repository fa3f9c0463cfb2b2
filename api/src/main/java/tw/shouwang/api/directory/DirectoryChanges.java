package tw.shouwang.api.directory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.AreaClosure;
import tw.shouwang.api.directory.hours.WorkingCalendar;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.api.directory.view.Asked;
import tw.shouwang.api.directory.view.Resource;

/// One page of the changes since a version: the GraphQL type `DirectoryChanges`.
///
/// A version names its lineage (a database, or a pack) and the revision in it; between two pages
/// also the entry that ended the page. For a version of another lineage, one that is too old, or a
/// text that is not a version, the answer is `resync`: the client must load the whole bundle.
///
/// Closures of areas and the calendar have no revisions of their own. They are few and small, so
/// the last page of every change has all of them.
///
/// @param closures null where they are as the version has them, or come with a later page
/// @param calendar null as `closures`
public record DirectoryChanges(
    String version,
    List<Resource> upserts,
    List<String> removed,
    List<String> removedKeys,
    @Nullable List<AreaClosure> closures,
    @Nullable List<WorkingCalendar.Line> calendar,
    boolean hasMore,
    boolean resync) {

  private record Change(
      long revision, UUID id, Optional<IndexedEntry> item, @Nullable String removedKey) {}

  private record Position(long revision, Optional<UUID> behind) {}

  public static DirectoryChanges since(DirectorySnapshot snapshot, String since, int first) {
    Optional<Position> position = position(snapshot, since);
    if (position.isEmpty()) {
      return new DirectoryChanges(
          snapshot.version(), List.of(), List.of(), List.of(), null, null, false, true);
    }
    List<Change> changes = changes(snapshot, position.get());
    List<Change> page = changes.subList(0, Math.min(first, changes.size()));
    boolean hasMore = changes.size() > page.size();
    List<Resource> upserts = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    List<String> removedKeys = new ArrayList<>();
    for (Change change : page) {
      change
          .item()
          .ifPresentOrElse(
              item -> upserts.add(new Resource(snapshot, item, Asked.entriesThemselves())),
              () -> removed.add(change.id().toString()));
      if (change.removedKey() != null) {
        removedKeys.add(change.removedKey());
      }
    }
    String version =
        hasMore
            ? snapshot.epoch() + "." + page.getLast().revision() + "." + page.getLast().id()
            : snapshot.version();
    boolean rest = !hasMore && !since.equals(version);
    return new DirectoryChanges(
        version,
        upserts,
        removed,
        removedKeys,
        rest ? snapshot.areaClosures() : null,
        rest ? snapshot.calendar().lines() : null,
        hasMore,
        false);
  }

  private static List<Change> changes(DirectorySnapshot snapshot, Position position) {
    List<Change> changes = new ArrayList<>();
    for (int number = 0; number < snapshot.size(); number++) {
      IndexedEntry item = snapshot.item(number);
      changes.add(new Change(item.entry().revision(), item.entry().id(), Optional.of(item), null));
    }
    snapshot
        .removed()
        .forEach(gone ->
            changes.add(new Change(gone.revision(), gone.id(), Optional.empty(), gone.key())));
    return changes.stream()
        .filter(change -> later(change, position))
        .sorted(Comparator.comparingLong(Change::revision).thenComparing(c -> c.id().toString()))
        .toList();
  }

  private static boolean later(Change change, Position position) {
    if (change.revision() != position.revision()) {
      return change.revision() > position.revision();
    }
    return position.behind().isPresent()
        && change.id().toString().compareTo(position.behind().get().toString()) > 0;
  }

  private static Optional<Position> position(DirectorySnapshot snapshot, String since) {
    String lineage = snapshot.epoch() + ".";
    if (!since.startsWith(lineage)) {
      return Optional.empty();
    }
    String[] parts = since.substring(lineage.length()).split("\\.", -1);
    try {
      long revision = Long.parseLong(parts[0]);
      boolean known = revision >= snapshot.oldestRevision() && revision <= snapshot.revision();
      return known && parts.length <= 2
          ? Optional.of(
              new Position(
                  revision,
                  parts.length == 2 ? Optional.of(UUID.fromString(parts[1])) : Optional.empty()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
