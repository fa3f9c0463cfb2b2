package tw.shouwang.api.directory.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.graphql.ShownEntries;

/// The cursors of one page, made when a field asks for one. Most queries ask for none, and a cursor
/// names all entries before it.
final class PageCursors {

  private final DirectorySnapshot snapshot;
  private final ResourceFilter filter;
  private final String asker;
  private final Instant at;
  private final long[] keys;
  private final @Nullable Cursor continued;
  private final List<Cursor> made = new ArrayList<>();

  /// @param keys the rank keys of the list, up to the end of the page at least
  /// @param continued the cursor after which the list begins; null if it begins at the beginning
  PageCursors(
      DirectorySnapshot snapshot,
      ResourceFilter filter,
      String asker,
      Instant at,
      long[] keys,
      @Nullable Cursor continued) {
    this.snapshot = snapshot;
    this.filter = filter;
    this.asker = asker;
    this.at = at;
    this.keys = keys;
    this.continued = continued;
  }

  /// The position after the entry at this index of the list.
  synchronized Cursor after(int index) {
    while (made.size() <= index) {
      Cursor.Place place = Cursor.Place.of(snapshot, keys[made.size()]);
      Cursor last = made.isEmpty() ? continued : made.getLast();
      made.add(last == null ? first(place) : last.then(place));
    }
    return made.get(index);
  }

  private Cursor first(Cursor.Place place) {
    return new Cursor(
        Cursor.question(filter, asker),
        at,
        Cursor.version(snapshot.version()),
        place,
        place,
        ShownEntries.NONE.with(place.key()));
  }
}
