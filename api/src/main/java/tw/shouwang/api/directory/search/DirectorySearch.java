package tw.shouwang.api.directory.search;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.Point;
import tw.shouwang.api.directory.hours.Availability;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.api.directory.understanding.Situation;
import tw.shouwang.graphql.ShownEntries;

/// Answers list queries: filters, ranks and cuts one page, all from one snapshot and at one
/// instant.
@Singleton
public class DirectorySearch {

  public static final int LARGEST_PAGE = 100;

  private final DirectoryErrors errors;

  public DirectorySearch(DirectoryErrors errors) {
    this.errors = errors;
  }

  /// A query as it was sent, not checked yet.
  public record Question(
      ResourceFilter filter,
      @Nullable Instant at,
      int first,
      @Nullable String after,
      List<String> spoken) {}

  /// One entry on the page.
  ///
  /// @param cursor the position after this entry
  /// @param understoodAs the situation that the text was understood as, if the entry is listed
  ///   because of it
  public record Hit(
      IndexedEntry item,
      @Nullable Integer distanceMetres,
      String cursor,
      @Nullable Situation understoodAs) {}

  /// @param movedBefore how many entries are now listed before this page and stood on no page that
  ///   led to it
  /// @param atNamed whether the query named the instant; else it is the cursor's or the operation's
  /// @param area the area that was asked for, or the only one that the text can mean
  /// @param spoken the primary tag of the language in which the lines should answer
  /// @param fallback whether the text was not understood, so that the list begins with the lines
  ///   for anybody
  public record Page(
      List<Hit> hits,
      int totalCount,
      int movedBefore,
      boolean hasNext,
      boolean hasPrevious,
      Instant at,
      boolean atNamed,
      @Nullable Area area,
      @Nullable String spoken,
      boolean fallback) {}

  /// One page.
  ///
  /// @param now the operation's instant, for a query that names none
  public Page search(DirectorySnapshot snapshot, Question question, Instant now) {
    ResourceFilter filter = question.filter();
    if (question.first() < 1 || question.first() > LARGEST_PAGE) {
      throw errors.of(DirectoryErrors.Code.INVALID_FIRST);
    }
    Area given = area(snapshot, filter.area());
    Point near = point(filter.near());
    String asker = snapshot.bestSpoken(question.spoken());
    AskedText text = asked(snapshot, filter.text(), asker);
    List<Area> areas =
        given != null ? List.of(given) : text == null ? List.of() : text.places(snapshot);
    long fingerprint = Cursor.question(filter, asker);
    Cursor after = cursor(question, fingerprint);
    Instant at = question.at() != null ? question.at() : after != null ? after.at() : now;
    if (!Availability.inRange(at)) {
      throw errors.of(DirectoryErrors.Code.INVALID_INSTANT);
    }
    long floor = after == null ? Long.MIN_VALUE : floor(snapshot, after.place());
    TopK page = new TopK(question.first() + 1, floor);
    Ranking ranking = new Ranking(snapshot, filter, areas, near, text, at, asker, page);
    int totalCount = ranking.collect();
    long[] keys = page.sorted();
    int version = after == null ? Cursor.version(snapshot.version()) : after.version();
    Cursor last = after;
    List<Hit> hits = new ArrayList<>();
    for (int index = 0; index < Math.min(keys.length, question.first()); index++) {
      Cursor.Place place = place(snapshot, keys[index]);
      ShownEntries shown = last == null ? ShownEntries.NONE : last.shown();
      last =
          new Cursor(
              fingerprint,
              at,
              version,
              place,
              last != null && shown.isFull() ? last.lastShown() : place,
              shown.with(place.key()));
      hits.add(hit(snapshot, keys[index], last, ranking));
    }
    int movedBefore = 0;
    if (after != null && after.version() != Cursor.version(snapshot.version())) {
      TopK before = new TopK(ShownEntries.MOST + LARGEST_PAGE, Long.MIN_VALUE);
      new Ranking(snapshot, filter, areas, near, text, at, asker, before).collect();
      movedBefore = movedBefore(snapshot, before.sorted(), after);
    }
    return new Page(
        hits,
        totalCount,
        movedBefore,
        keys.length > question.first(),
        page.skipped(),
        at,
        question.at() != null,
        areas.size() == 1 ? areas.getFirst() : null,
        filter.spokenLanguage() == null ? null : IndexedEntry.primary(filter.spokenLanguage()),
        ranking.isFallback());
  }

  private static Hit hit(DirectorySnapshot snapshot, long key, Cursor cursor, Ranking ranking) {
    int metres = RankKey.metres(key);
    return new Hit(
        snapshot.item(RankKey.number(key)),
        metres == Point.FARTHEST ? null : metres,
        cursor.encode(),
        ranking.reason(RankKey.number(key)));
  }

  private static Cursor.Place place(DirectorySnapshot snapshot, long key) {
    Entry entry = snapshot.item(RankKey.number(key)).entry();
    return new Cursor.Place(RankKey.withoutNumber(key), entry.locality(), entry.key());
  }

  /// How many of these entries come before a cursor and were not shown before it.
  private static int movedBefore(DirectorySnapshot snapshot, long[] keys, Cursor after) {
    long end = floor(snapshot, after.lastShown());
    return (int)
        Arrays.stream(keys)
            .filter(key -> key < end && !after.shown().contains(place(snapshot, key).key()))
            .count();
  }

  /// The smallest key after a place, in this snapshot's numbering.
  private static long floor(DirectorySnapshot snapshot, Cursor.Place after) {
    int position = snapshot.position(after.locality(), after.key());
    boolean there =
        position < snapshot.size() && snapshot.item(position).entry().key().equals(after.key());
    return RankKey.withNumber(after.rank(), there ? position + 1 : position);
  }

  private @Nullable Cursor cursor(Question question, long fingerprint) {
    if (question.after() == null) {
      return null;
    }
    Optional<Cursor> cursor = Cursor.decode(question.after());
    if (cursor.isEmpty()
        || cursor.get().question() != fingerprint
        || (question.at() != null
            && question.at().getEpochSecond() != cursor.get().at().getEpochSecond())) {
      throw errors.of(DirectoryErrors.Code.INVALID_CURSOR);
    }
    return cursor.get();
  }

  private @Nullable Area area(DirectorySnapshot snapshot, @Nullable String code) {
    if (code == null) {
      return null;
    }
    return snapshot.area(code).orElseThrow(() -> errors.of(DirectoryErrors.Code.UNKNOWN_AREA));
  }

  private @Nullable Point point(ResourceFilter.@Nullable PointInput near) {
    if (near == null) {
      return null;
    }
    try {
      return new Point(near.lat(), near.lon());
    } catch (IllegalArgumentException e) {
      throw errors.of(DirectoryErrors.Code.INVALID_COORDINATES);
    }
  }

  /// The text for the index and for understanding; null for a blank one.
  private static @Nullable AskedText asked(
      DirectorySnapshot snapshot, @Nullable String typed, String asker) {
    return typed == null || typed.isBlank() ? null : AskedText.of(snapshot, typed, asker);
  }
}
