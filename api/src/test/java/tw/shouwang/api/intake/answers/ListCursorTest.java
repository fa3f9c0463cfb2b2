package tw.shouwang.api.intake.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// B12: a page of a list in the order of times tells what has moved before it.
class ListCursorTest {

  private static final Instant BEGIN = Instant.parse("2026-11-29T00:00:00Z");

  private final List<ListPosition> entries =
      new ArrayList<>(IntStream.range(0, 400).mapToObj(i -> entry(i, i)).toList());

  @Test
  void countsWhatMovedBeforeThePagesThatWereRead() {
    ListCursor second = read(ListCursor.START, 2);
    assertThat(moved(ListCursor.START)).isZero();
    assertThat(moved(second)).as("nothing changed").isZero();

    entries.remove(0);
    assertThat(moved(second)).as("one went").isZero();
    move(300, 0);
    assertThat(moved(second)).as("a call that is due sooner").isEqualTo(1);
    assertThat(moved(read(second, 2))).as("until the first page is read again").isEqualTo(1);
    assertThat(moved(read(ListCursor.START, 2))).as("read again").isZero();
    move(200, 250);
    assertThat(moved(second)).as("behind").isEqualTo(1);
  }

  /// Two deadlines of one case are two entries.
  @Test
  void tellsEntriesOfOneCaseApart() {
    UUID one = new UUID(1, 1);
    ListPosition known = new ListPosition(BEGIN, one, "DANGER");
    ListCursor after = ListCursor.START.next(known).next(entry(5, 5));
    entries.clear();
    entries.addAll(List.of(known, new ListPosition(BEGIN, one, "REPORT"), entry(5, 5)));
    assertThat(moved(after)).isEqualTo(1);
  }

  @Test
  void remembersTheFirstEntriesAndNoMoreThanACursorHolds() {
    ListCursor cursor = ListCursor.START;
    for (ListPosition entry : entries) {
      cursor = cursor.next(entry);
      assertThat(ListCursor.parse(cursor.encode()).map(ListCursor::encode))
          .contains(cursor.encode());
    }
    assertThat(moved(cursor)).isZero();
    move(399, 0);
    assertThat(moved(cursor)).isEqualTo(1);
  }

  /// A program that pages while its node is upgraded goes on.
  @Test
  void readsThePositionsOfTheVersionBefore() {
    ListPosition position = entry(3, 3);
    assertThat(ListCursor.parse(position.cursor()).orElseThrow().position()).isEqualTo(position);
    assertThat(moved(ListCursor.parse(position.cursor()).orElseThrow())).isZero();
  }

  @Test
  void refusesWhatIsNoCursor() {
    String made = read(ListCursor.START, 2).encode();
    for (String wrong :
        List.of(
            "",
            "x",
            ".",
            "..",
            made + ".",
            made + "!",
            made.substring(1),
            made + "A".repeat(999))) {
      assertThat(ListCursor.parse(wrong)).as(wrong).isEmpty();
    }
  }

  private static ListPosition entry(int number, int minute) {
    return new ListPosition(BEGIN.plusSeconds(60L * minute), new UUID(number, -number), "");
  }

  private void move(int number, int minute) {
    ListPosition moved = entry(number, minute);
    entries.removeIf(each -> each.caseId().equals(moved.caseId()));
    entries.add(moved);
    entries.sort(Comparator.comparing(ListPosition::time));
  }

  private ListCursor read(ListCursor from, int pageSize) {
    List<ListPosition> page =
        entries.stream()
            .filter(each -> each.time().isAfter(from.position().time()))
            .limit(pageSize)
            .toList();
    String end = from.info(page, Function.identity(), true, true).endCursor();
    return ListCursor.parse(String.valueOf(end)).orElseThrow();
  }

  private int moved(ListCursor cursor) {
    return cursor.movedBefore(most -> entries.stream().limit(most));
  }
}
