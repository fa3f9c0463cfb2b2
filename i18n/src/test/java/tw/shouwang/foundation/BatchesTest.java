package tw.shouwang.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private static final int SIZE = 20;
  private static final int ALL = 95;

  private final Batches batches = new Batches("test", SIZE);
  private final List<UUID> done = new ArrayList<>();

  @Test
  void goesThroughAllByKey() {
    assertThat(batches.forEachPaged("all", BatchesTest::page, done::add)).isEqualTo(ALL);
    assertThat(done).hasSize(ALL).doesNotHaveDuplicates();
    assertThat(batches.failed()).isZero();
  }

  @Test
  void passesByWhatFailsAndCountsIt() {
    long some =
        batches.forEachPaged(
            "some",
            BatchesTest::page,
            id -> {
              if (id.getLeastSignificantBits() % 3 == 0) {
                throw new UnsupportedOperationException();
              }
              return done.add(id);
            });
    assertThat(some).isEqualTo(ALL - 31);
    assertThat(batches.failed()).isEqualTo(31);
  }

  @Test
  void endsWhereStorageIsAwayAndLetsTheNextPartTry() {
    List<UUID> tried = new ArrayList<>();
    long none =
        batches.forEachPaged(
            "none",
            BatchesTest::page,
            id -> {
              tried.add(id);
              throw new UnsupportedOperationException();
            });
    assertThat(none).isZero();
    assertThat(tried).hasSize(10);
    assertThat(batches.failed()).isEqualTo(10);
    assertThat(batches.forEachPaged("next", BatchesTest::page, done::add)).isEqualTo(ALL);
  }

  @Test
  void aKeyThatIsMissingForManyIsNoSignOfThat() {
    long few =
        batches.forEachPaged(
            "few",
            BatchesTest::page,
            id -> {
              if (id.getLeastSignificantBits() <= 50) {
                throw new IllegalStateException();
              }
              return true;
            });
    assertThat(few).isEqualTo(ALL - 50);
  }

  @Test
  void asksUntilABatchIsNotFull() {
    List<Long> answers = new ArrayList<>(List.of(20L, 20L, 7L));
    assertThat(batches.untilDone("whole", size -> answers.removeFirst())).isEqualTo(47);
    assertThat(answers).isEmpty();
  }

  private static List<UUID> page(UUID after) {
    return LongStream.rangeClosed(1, ALL)
        .filter(number -> number > after.getLeastSignificantBits())
        .limit(SIZE)
        .mapToObj(number -> new UUID(0, number))
        .toList();
  }
}
