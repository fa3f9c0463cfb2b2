package tw.shouwang.api.directory.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.api.directory.snapshot.Snapshots;

/// G11: words that the cities' and the ministry's plans name lead to the right line.
class SeedWordsTest {

  private static final String DAAN = "63000030";

  @ParameterizedTest
  @CsvSource({
    "物資, tw.hotline.1957",
    "食物, tw.hotline.1957",
    "餓, tw.hotline.1957",
    "好餓, tw.hotline.1957",
    "脫貧, tw.hotline.1957",
    "以工代賑, tw.hotline.1957",
    "租金補貼, tw.hotline.1957",
    "急難救助, tw.hotline.1957",
    "實物銀行, tw.hotline.1957",
    "托育, tw.hotline.1957",
    "早療, tw.hotline.1957",
    "單親, tw.hotline.1957",
    "庇護所, tw.hotline.113",
    "庇護, tw.hotline.113",
    "法律扶助, tw.hotline.4128518",
    "送餐, tw.hotline.1966",
    "電話問安, tw.hotline.1966",
    "輔具, tw.hotline.1966",
    "家事商談, tw.hotline.4128185",
    "更生保護, tw.hotline.4128518",
    "更生人, tw.hotline.1957",
    "新住民, tw.hotline.1990",
    "身障, tw.hotline.1957",
    "喘息服務, tw.hotline.1966",
    "戒毒, tw.hotline.0800770885",
    "吸毒, tw.hotline.0800770885",
    "酗酒, tw.hotline.0800770885",
    "霸凌, tw.hotline.1953"
  })
  void leadsEachWordToALineThatKnows(String word, String line) {
    assertThat(found(word).stream().limit(4)).contains(line);
  }

  /// For conduct that frightens a neighbourhood, the plan names the district office.
  @ParameterizedTest
  @CsvSource({"虐待動物", "虐貓", "傷害動物", "破壞物品", "破壞東西", "揚言報復", "社區干擾"})
  void leadsConductThatFrightensToTheDistrictOfficeAndThePolice(String word) {
    assertThat(found(word).stream().limit(8))
        .contains("tw.emergency.110", "tpe.district-office." + DAAN);
  }

  private static List<String> found(String text) {
    ResourceFilter filter =
        new ResourceFilter(
            text, List.of(), List.of(), List.of(), DAAN, null, List.of(), null, null, null);
    return Snapshots.search()
        .search(
            Snapshots.pack(),
            new DirectorySearch.Question(filter, null, 30, null, List.of("zh")),
            Snapshots.WORKDAY)
        .hits()
        .stream()
        .map(hit -> hit.item().entry().key())
        .toList();
  }
}
