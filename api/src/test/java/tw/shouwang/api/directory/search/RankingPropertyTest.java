package tw.shouwang.api.directory.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Network;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.api.directory.snapshot.Snapshots;
import tw.shouwang.api.directory.snapshot.SyntheticDirectory;
import tw.shouwang.i18n.Language;

/// For any query, the search returns what the simple implementation returns: entries, order,
/// distances, counts and pages.
class RankingPropertyTest {

  private static final List<String> TEXTS =
      List.of(
          "中心",
          "服務中心",
          "社福",
          "113",
          "大安",
          "center",
          "servise",
          "家暴",
          "諮詢",
          "安新專線",
          "0800",
          "hotline",
          "台北市大安區社福",
          "zzzz");

  static Stream<DirectoryDocument> directories() {
    return Stream.of(Snapshots.document(), SyntheticDirectory.of(1_500));
  }

  @ParameterizedTest
  @MethodSource("directories")
  void listsWhatTheSlowWayLists(DirectoryDocument document) {
    DirectorySnapshot snapshot =
        DirectorySnapshot.build(document.understoodBy(null), Snapshots.WORKDAY);
    NaiveSearch naive = new NaiveSearch(snapshot);
    List<String> areas = snapshot.areas().keySet().stream().limit(40).toList();
    Random random = new Random(20261122);
    for (int round = 0; round < 400; round++) {
      ResourceFilter filter = filter(random, areas);
      Instant at = Snapshots.WORKDAY.plusSeconds(60L * random.nextInt(365 * 24 * 60));
      Language language = Language.values()[random.nextInt(Language.values().length)];
      List<NaiveSearch.Found> expected = naive.list(filter, at, language);
      assertThat(all(snapshot, filter, at, language, 1 + random.nextInt(30), expected.size()))
          .as("%s at %s for %s", filter, at, language)
          .isEqualTo(expected);
    }
  }

  private static List<NaiveSearch.Found> all(
      DirectorySnapshot snapshot,
      ResourceFilter filter,
      Instant at,
      Language language,
      int first,
      int total) {
    List<NaiveSearch.Found> found = new ArrayList<>();
    @Nullable String after = null;
    for (int pages = 0; pages < 6; pages++) {
      DirectorySearch.Page page =
          Snapshots.search()
              .search(
                  snapshot,
                  new DirectorySearch.Question(filter, null, first, after, spoken(language)),
                  at);
      page.hits()
          .forEach(hit ->
              found.add(new NaiveSearch.Found(hit.item().entry().key(), hit.distanceMetres())));
      assertThat(page.totalCount()).as("%s", filter).isEqualTo(total);
      assertThat(page.hasPrevious()).isEqualTo(after != null);
      assertThat(page.hasNext()).as("%s", filter).isEqualTo(found.size() < total);
      if (!page.hasNext()) {
        return found;
      }
      after = page.hits().getLast().cursor();
    }
    DirectorySearch.Page rest;
    do {
      rest =
          Snapshots.search()
              .search(
                  snapshot,
                  new DirectorySearch.Question(filter, null, 100, after, spoken(language)),
                  at);
      rest.hits()
          .forEach(hit ->
              found.add(new NaiveSearch.Found(hit.item().entry().key(), hit.distanceMetres())));
      after = rest.hits().getLast().cursor();
    } while (rest.hasNext());
    return found;
  }

  /// C12: pages that are read from the end, together, are the list.
  @Test
  void readsBackwardsWhatItReadsForwards() {
    DirectorySnapshot snapshot = Snapshots.pack();
    Random random = new Random(12);
    List<String> areas = List.copyOf(snapshot.areas().keySet());
    for (int round = 0; round < 60; round++) {
      ResourceFilter filter = filter(random, areas);
      List<String> forwards = keys(page(snapshot, filter, 100, null, null, null));
      if (page(snapshot, filter, 100, null, null, null).hasNext()) {
        continue;
      }
      List<String> backwards = new ArrayList<>();
      @Nullable String before = null;
      int last = 1 + random.nextInt(20);
      DirectorySearch.Page page;
      do {
        page = page(snapshot, filter, null, null, last, before);
        backwards.addAll(0, keys(page));
        assertThat(page.hasNext()).isEqualTo(before != null);
        assertThat(page.hasPrevious()).isEqualTo(backwards.size() < forwards.size());
        before = page.hits().isEmpty() ? null : page.hits().getFirst().cursor();
      } while (page.hasPrevious());
      assertThat(backwards).as("%s", filter).isEqualTo(forwards);
      if (forwards.size() > 4) {
        checkWindows(snapshot, filter, forwards);
      }
    }
  }

  /// The order of the Relay connection specification: the cursors, then `first`, then `last`.
  private static void checkWindows(
      DirectorySnapshot snapshot, ResourceFilter filter, List<String> all) {
    List<DirectorySearch.Hit> hits = page(snapshot, filter, 100, null, null, null).hits();
    String second = hits.get(1).cursor();
    String end = hits.getLast().cursor();
    int size = all.size();
    assertThat(keys(page(snapshot, filter, null, second, 100, end)))
        .isEqualTo(all.subList(2, size - 1));
    assertThat(keys(page(snapshot, filter, 3, null, 2, null))).isEqualTo(all.subList(1, 3));
    assertThat(keys(page(snapshot, filter, 2, null, null, end)))
        .isEqualTo(all.subList(0, Math.min(2, size - 1)));
    assertThat(keys(page(snapshot, filter, null, end, 5, second))).isEmpty();
    DirectorySearch.Page back = page(snapshot, filter, null, null, 2, end);
    assertThat(keys(page(snapshot, filter, 5, back.hits().getFirst().cursor(), null, null)))
        .as("forwards from a page that was read backwards")
        .isEqualTo(all.subList(size - 2, size));
  }

  private static DirectorySearch.Page page(
      DirectorySnapshot snapshot,
      ResourceFilter filter,
      @Nullable Integer first,
      @Nullable String after,
      @Nullable Integer last,
      @Nullable String before) {
    return Snapshots.search()
        .search(
            snapshot,
            new DirectorySearch.Question(filter, null, first, after, last, before, List.of("zh")),
            Snapshots.WORKDAY);
  }

  private static List<String> keys(DirectorySearch.Page page) {
    return page.hits().stream().map(hit -> hit.item().entry().key()).toList();
  }

  private static List<String> spoken(Language language) {
    return List.of(IndexedEntry.primary(language.tag()));
  }

  private static ResourceFilter filter(Random random, List<String> areas) {
    boolean plain = random.nextInt(3) == 0;
    return new ResourceFilter(
        random.nextInt(3) == 0 ? one(random, TEXTS) : null,
        plain ? List.of() : some(random, ResourceKind.values()),
        plain ? List.of() : some(random, Network.values()),
        plain ? List.of() : some(random, Topic.values()),
        random.nextInt(2) == 0 ? one(random, areas) : null,
        random.nextInt(8) == 0 ? one(random, List.of("vi", "en", "zh-TW")) : null,
        plain ? List.of() : some(random, ContactKind.values()),
        random.nextInt(8) == 0 ? random.nextBoolean() : null,
        random.nextInt(3) == 0 ? random.nextBoolean() : null,
        random.nextInt(2) == 0 ? point(random) : null);
  }

  private static ResourceFilter.PointInput point(Random random) {
    return random.nextInt(5) == 0
        ? new ResourceFilter.PointInput(
            random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180)
        : new ResourceFilter.PointInput(
            22 + random.nextDouble() * 3.3, 120.1 + random.nextDouble() * 1.8);
  }

  private static <T> T one(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static <E> List<E> some(Random random, E[] values) {
    return random.nextInt(3) > 0
        ? List.of()
        : Arrays.stream(values).filter(any -> random.nextInt(3) == 0).toList();
  }
}
