package tw.shouwang.api.directory.search;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
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
  ///
  /// @param first how many from the beginning; null only where `last` is given
  /// @param last how many from the end
  public record Question(
      ResourceFilter filter,
      @Nullable Instant at,
      @Nullable Integer first,
      @Nullable String after,
      @Nullable Integer last,
      @Nullable String before,
      List<String> spoken) {

    public Question {
      spoken = List.copyOf(spoken);
    }

    /// A page that is read forwards.
    public Question(
        ResourceFilter filter,
        @Nullable Instant at,
        int first,
        @Nullable String after,
        List<String> spoken) {
      this(filter, at, first, after, null, null, spoken);
    }

    /// Whether the page is counted from an end, so that its position needs the whole sorted list.
    private boolean endsSomewhere() {
      return last != null || before != null;
    }
  }

  /// One entry on the page.
  ///
  /// @param cursors of the page
  /// @param index of this entry in the list that the page's cursors are made for
  /// @param understoodAs the situation that the text was understood as, if the entry is listed
  ///   because of it
  public record Hit(
      IndexedEntry item,
      @Nullable Integer distanceMetres,
      PageCursors cursors,
      int index,
      @Nullable Situation understoodAs) {

    /// The position after this entry.
    public String cursor() {
      return cursors.after(index).encode();
    }
  }

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
    checkSize(question.first(), DirectoryErrors.Code.INVALID_FIRST);
    checkSize(question.last(), DirectoryErrors.Code.INVALID_LAST);
    Area given = area(snapshot, filter.area());
    Point near = point(filter.near());
    String asker = snapshot.bestSpoken(question.spoken());
    AskedText text = asked(snapshot, filter.text(), asker);
    List<Area> areas =
        given != null ? List.of(given) : text == null ? List.of() : text.places(snapshot);
    Cursor after = cursor(question.after(), question, asker);
    Cursor before = cursor(question.before(), question, asker);
    if (after != null && before != null && !after.at().equals(before.at())) {
      throw errors.of(DirectoryErrors.Code.INVALID_CURSOR);
    }
    Cursor known = after != null ? after : before;
    Instant at = question.at() != null ? question.at() : known != null ? known.at() : now;
    if (!Availability.inRange(at)) {
      throw errors.of(DirectoryErrors.Code.INVALID_INSTANT);
    }
    boolean whole = question.endsSomewhere();
    TopK best =
        whole || question.first() == null
            ? new TopK(snapshot.size() + 1, Long.MIN_VALUE)
            : new TopK(question.first() + 1, floor(snapshot, after));
    Ranking ranking = new Ranking(snapshot, filter, areas, near, text, at, asker, best);
    int totalCount = ranking.collect();
    long[] keys = best.sorted();
    Span span = whole ? span(snapshot, keys, question, after, before) : Span.first(keys, question);
    // If the whole list was sorted, each cursor names the entries before it, as if the client had
    // read all pages up to it.
    PageCursors cursors = new PageCursors(snapshot, filter, asker, at, keys, whole ? null : after);
    List<Hit> hits = new ArrayList<>();
    for (int index = span.start(); index < span.end(); index++) {
      hits.add(hit(snapshot, keys[index], cursors, index, ranking));
    }
    int movedBefore = 0;
    if (after != null && after.version() != Cursor.version(snapshot.version())) {
      TopK earlier = new TopK(ShownEntries.MOST + LARGEST_PAGE, Long.MIN_VALUE);
      new Ranking(snapshot, filter, areas, near, text, at, asker, earlier).collect();
      movedBefore = movedBefore(snapshot, earlier.sorted(), after);
    }
    return new Page(
        hits,
        totalCount,
        movedBefore,
        span.end() < keys.length,
        whole ? span.start() > 0 : best.skipped(),
        at,
        question.at() != null,
        areas.size() == 1 ? areas.getFirst() : null,
        filter.spokenLanguage() == null ? null : IndexedEntry.primary(filter.spokenLanguage()),
        ranking.isFallback());
  }

  /// The part of a sorted list that is on a page.
  private record Span(int start, int end) {

    /// The page of a list that begins with the page and has one further entry, if there is one.
    static Span first(long[] keys, Question question) {
      int first = question.first() == null ? keys.length : question.first();
      return new Span(0, Math.min(keys.length, first));
    }
  }

  /// The page of the whole list, in the order of the Relay connection specification: the cursors
  /// first, then `first`, then `last`.
  private static Span span(
      DirectorySnapshot snapshot,
      long[] keys,
      Question question,
      @Nullable Cursor after,
      @Nullable Cursor before) {
    int start = after == null ? 0 : index(keys, floor(snapshot, after));
    int end =
        Math.max(
            start,
            before == null ? keys.length : index(keys, key(snapshot, before.place(), false)));
    if (question.first() != null) {
      end = Math.min(end, start + question.first());
    }
    if (question.last() != null) {
      start = Math.max(start, end - question.last());
    }
    return new Span(start, end);
  }

  /// The index of the first key that is at least this large.
  private static int index(long[] keys, long least) {
    int found = Arrays.binarySearch(keys, least);
    return found < 0 ? -found - 1 : found;
  }

  private void checkSize(@Nullable Integer asked, DirectoryErrors.Code code) {
    if (asked != null && (asked < 1 || asked > LARGEST_PAGE)) {
      throw errors.of(code);
    }
  }

  private static Hit hit(
      DirectorySnapshot snapshot, long key, PageCursors cursors, int index, Ranking ranking) {
    int metres = RankKey.metres(key);
    return new Hit(
        snapshot.item(RankKey.number(key)),
        metres == Point.FARTHEST ? null : metres,
        cursors,
        index,
        ranking.reason(RankKey.number(key)));
  }

  /// How many of these entries come before a cursor and were not shown before it.
  private static int movedBefore(DirectorySnapshot snapshot, long[] keys, Cursor after) {
    long end = key(snapshot, after.lastShown(), true);
    return (int)
        Arrays.stream(keys)
            .filter(
                key -> key < end && !after.shown().contains(Cursor.Place.of(snapshot, key).key()))
            .count();
  }

  private static long floor(DirectorySnapshot snapshot, @Nullable Cursor after) {
    return after == null ? Long.MIN_VALUE : key(snapshot, after.place(), true);
  }

  /// The smallest key at a place, or after it, in this snapshot's numbering.
  private static long key(DirectorySnapshot snapshot, Cursor.Place place, boolean after) {
    int position = snapshot.position(place.locality(), place.key());
    boolean there =
        position < snapshot.size() && snapshot.item(position).entry().key().equals(place.key());
    return RankKey.withNumber(place.rank(), there && after ? position + 1 : position);
  }

  private @Nullable Cursor cursor(@Nullable String given, Question question, String asker) {
    if (given == null) {
      return null;
    }
    Optional<Cursor> cursor = Cursor.decode(given);
    if (cursor.isEmpty()
        || cursor.get().question() != Cursor.question(question.filter(), asker)
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
