package tw.shouwang.api.directory.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
