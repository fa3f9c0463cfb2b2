package tw.shouwang.api.intake.answers;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import tw.shouwang.graphql.PageInfo;
import tw.shouwang.graphql.ShownEntries;

/// The position where a page of a list in the order of times begins, and the entries that the pages
/// before it have shown. It stays valid when the entry that it names is gone.
///
/// @param lastShown the last of the entries in `shown`
/// @param shown the first entries that the pages before have listed
public record ListCursor(ListPosition position, ListPosition lastShown, ShownEntries shown) {

  /// Before all entries.
  public static final ListCursor START =
      new ListCursor(ListPosition.START, ListPosition.START, ShownEntries.NONE);

  private static final int LOOKED_AT = ShownEntries.MOST + 100;

  private static final int LONGEST = 1_000;

  /// The order of the database, which compares the bytes of an id as unsigned.
  private static final Comparator<ListPosition> ORDER =
      Comparator.comparing(ListPosition::time)
          .thenComparing(position -> position.caseId().toString())
          .thenComparing(ListPosition::kind);

  /// The cursor of the next entry.
  public ListCursor next(ListPosition listed) {
    return new ListCursor(listed, shown.isFull() ? lastShown : listed, shown.with(name(listed)));
  }

  /// The page information of a page that begins here, with a cursor for each entry.
  public <T> PageInfo info(
      List<T> page, Function<T, ListPosition> position, boolean more, boolean notTheFirst) {
    List<String> cursors = new ArrayList<>();
    ListCursor cursor = this;
    for (T each : page) {
      cursor = cursor.next(position.apply(each));
      cursors.add(cursor.encode());
    }
    return PageInfo.of(more, notTheFirst, cursors, Function.identity());
  }

  /// How many entries are now listed before this place and stood on no page that led to it.
  ///
  /// @param first gives the first entries of the list, up to a number
  public int movedBefore(IntFunction<Stream<ListPosition>> first) {
    return movedBefore(ORDER, first);
  }

  /// The same of a list in which entries of one kind come before all others.
  ///
  /// @param kind those that come first
  public int movedBefore(String kind, IntFunction<Stream<ListPosition>> first) {
    return movedBefore(
        Comparator.<ListPosition, Boolean>comparing(position -> !position.kind().equals(kind))
            .thenComparing(ORDER),
        first);
  }

  private int movedBefore(Comparator<ListPosition> order, IntFunction<Stream<ListPosition>> first) {
    if (shown.equals(ShownEntries.NONE)) {
      return 0;
    }
    return (int)
        first
            .apply(LOOKED_AT)
            .takeWhile(entry -> order.compare(entry, lastShown) <= 0)
            .filter(entry -> !shown.contains(name(entry)))
            .count();
  }

  public String encode() {
    ByteBuffer bytes = ByteBuffer.allocate(shown.bytes());
    shown.write(bytes);
    return position.cursor() + "." + lastShown.cursor() + "." + base64(bytes.array());
  }

  /// Empty for a text that is no such cursor. A cursor of an earlier version is a position alone;
  /// it counts as having shown nothing.
  public static Optional<ListCursor> parse(String cursor) {
    String[] parts = cursor.split("\\.", -1);
    if (cursor.length() > LONGEST || (parts.length != 1 && parts.length != 3)) {
      return Optional.empty();
    }
    return ListPosition.parse(parts[0])
        .flatMap(
            position -> parts.length == 1 ? Optional.of(at(position)) : after(position, parts));
  }

  private static ListCursor at(ListPosition position) {
    return new ListCursor(position, ListPosition.START, ShownEntries.NONE);
  }

  private static Optional<ListCursor> after(ListPosition position, String[] parts) {
    try {
      ShownEntries shown =
          ShownEntries.read(ByteBuffer.wrap(Base64.getUrlDecoder().decode(parts[2])));
      return ListPosition.parse(parts[1]).map(last -> new ListCursor(position, last, shown));
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private static String name(ListPosition entry) {
    return entry.caseId() + " " + entry.kind();
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
