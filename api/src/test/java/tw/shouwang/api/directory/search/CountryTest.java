package tw.shouwang.api.directory.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Confidence;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.snapshot.Snapshots;
import tw.shouwang.i18n.Language;

/// People anywhere in the country find the crisis lines first, then the offices of their own
/// county, and never those of another county.
class CountryTest {

  private static final List<Instant> INSTANTS =
      List.of(Snapshots.WORKDAY, Snapshots.SUNDAY_NIGHT, Snapshots.at("2026-05-06T20:00"));

  private static final List<String> CRISIS_LINES =
      List.of(
          "tw.emergency.110",
          "tw.emergency.119",
          "tw.hotline.113",
          "tw.hotline.1925",
          "tw.hotline.1995");

  @Test
  void holdsAllCountiesDownToTheirDistricts() {
    List<Area> areas = List.copyOf(Snapshots.pack().areas().values());
    assertThat(areas).hasSize(390).filteredOn(area -> area.parent() == null).hasSize(22);
    assertThat(areas)
        .filteredOn(area -> area.parent() != null)
        .allSatisfy(area -> assertThat(area.centroid()).as(area.code()).isNotNull());
  }

  @Test
  void everyCountyHasAnOfficeForWelfareAndSomebodyToTurnTo() {
    for (Area county : counties()) {
      assertThat(entries(list(null, county.code(), Snapshots.WORKDAY)))
          .as(county.code())
          .anyMatch(entry -> entry.kind() == ResourceKind.WELFARE_CENTRE);
    }
    for (Entry entry : entries(list(null, null, Snapshots.WORKDAY))) {
      assertThat(!entry.contacts().isEmpty() || entry.contactVia() != null)
          .as(entry.key())
          .isTrue();
    }
  }

  @Test
  void nobodyIsShownAnOfficeOfAnotherCounty() {
    for (Area area : Snapshots.pack().areas().values()) {
      assertThat(entries(list(null, area.code(), Snapshots.WORKDAY)))
          .as(area.code())
          .allMatch(entry ->
              entry.nationwide()
                  || entry.coverage().stream().anyMatch(each -> each.area().touches(area)));
    }
  }

  @Test
  void whoeverDoesNotSayWhereSeesTheWholeCountrysLinesFirst() {
    for (Instant at : INSTANTS) {
      List<Boolean> nationwide =
          entries(list(null, null, at)).stream().map(Entry::nationwide).toList();
      assertThat(nationwide).contains(true, false);
      assertThat(nationwide.lastIndexOf(true)).isLessThan(nationwide.indexOf(false));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"家暴", "老公打我", "我想死", "失業了怎麼辦", "沒錢吃飯", "小孩被霸凌", "喝酒停不下來", "my husband hits me"})
  void noOfficeOfSomeCountyStandsBeforeANationwideLine(String told) {
    for (Instant at : INSTANTS) {
      List<Boolean> nationwide =
          entries(list(told, null, at)).stream().map(Entry::nationwide).toList();
      assertThat(nationwide).startsWith(true);
      if (nationwide.contains(false)) {
        assertThat(nationwide.lastIndexOf(true)).isLessThan(nationwide.indexOf(false));
      }
    }
  }

  @Test
  void aNumberThatNobodyIsSureOfNeverStandsBeforeACrisisLine() {
    for (Area county : counties()) {
      for (Instant at : INSTANTS) {
        List<Entry> entries = entries(list(null, county.code(), at));
        List<String> keys = entries.stream().map(Entry::key).toList();
        int firstUnsure =
            entries.stream()
                .filter(entry -> entry.confidence() == Confidence.LOW)
                .mapToInt(entry -> keys.indexOf(entry.key()))
                .min()
                .orElse(entries.size());
        assertThat(CRISIS_LINES)
            .as("%s at %s", county.code(), at)
            .allMatch(line -> keys.indexOf(line) < firstUnsure);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "高雄 家暴, khh.dv-centre",
    "我在高雄被家暴, khh.dv-centre",
    "家暴 三民區 高雄, khh.dv-centre",
    "苗栗 小孩被霸凌, mia.student-counselling",
    "domestic violence in Kaohsiung, khh.dv-centre",
    "南投 家暴, nan.dv-centre",
    "苗栗縣 性侵, mia.dv-centre",
    "高雄 想找心理諮商, khh.cmhc.lingya",
    "宜蘭 憂鬱症, ila.cmhc.luodong",
    "花蓮 沒錢吃飯, hua.welfare-centre.hualien"
  })
  void theirOwnOfficeIsListedBehindTheCrisisLines(String told, String key) {
    List<String> keys = list(told, null, Snapshots.WORKDAY);
    String county = key.substring(0, 4);
    assertThat(keys)
        .contains(key)
        .allMatch(each -> each.startsWith("tw.") || each.startsWith(county));
    assertThat(entries(keys).getFirst().nationwide()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "高雄市社會局, khh.social-affairs",
    "高雄社會局, khh.social-affairs",
    "高雄 社會局, khh.social-affairs",
    "Kaohsiung social bureau, khh.social-affairs",
    "花蓮縣社會處, hua.social-affairs",
    "高雄市家防中心, khh.dv-centre",
    "高雄1999, khh.hotline.1999",
    "台中市 1999, txg.hotline.1999",
    "澎湖 1999, pen.hotline.1999",
    "07-535-5920, khh.dv-centre",
    "鳳山社福中心, khh.welfare-centre.fengshan",
    "太保心衛中心, cyq.cmhc.taibao"
  })
  void anOfficeIsFoundByItsName(String typed, String key) {
    assertThat(list(typed, null, Snapshots.WORKDAY)).contains(key);
    assertThat(entries(list(typed, null, Snapshots.WORKDAY)))
        .filteredOn(entry -> !entry.nationwide())
        .first()
        .extracting(Entry::key)
        .asString()
        .startsWith(key.substring(0, 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "高雄 家暴 | 64000",
        "家暴 三民區 | 64000050",
        "台北市中山區 家暴 | 63000040",
        "基隆 中山 家暴 | 10017050",
        "中山區 家暴 | 10017050 63000040",
        "信義 家暴 | 10008120 10017070 63000020",
        "南投信義 家暴 | 10008120",
        "嘉義東區 家暴 | 10020010",
        "嘉義 家暴 | 10010 10020",
        "嘉義市 家暴 | 10020",
        "彰化 家暴 | 10007",
        "彰化市 家暴 | 10007010",
        "家暴 Taichung | 66000",
        "家暴 New Taipei | 65000",
        "domestic violence Hsinchu City | 10018",
        "高雄縣 家暴 | 64000",
        "豐原 家暴 | 66000090",
        "那瑪夏 家暴 | 64000380",
        "台北市中山區 台中 家暴 | 63000040 66000"
      })
  void aPlaceInATextNarrowsToWhatItCanMean(String told, String codes) {
    assertThat(places(told)).containsExactlyInAnyOrder(codes.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "家暴 我想安樂死",
        "家暴 吸食新興毒品",
        "家暴 她大肚子",
        "我們這個大社區有人家暴",
        "家暴 我住在山上",
        "家暴 生活不安定",
        "家暴 離婚成功",
        "家暴 其中區別",
        "家暴 東區"
      })
  void anEverydayWordIsNoPlace(String told) {
    assertThat(places(told)).isEmpty();
  }

  @Test
  void everyCountyAndDistrictNarrowsToItself() {
    for (Area area : Snapshots.pack().areas().values()) {
      String name = area.name().texts().get(Language.ZH_TW);
      String county = area.county().name().texts().get(Language.ZH_TW);
      assertThat(places("家暴 " + (area.parent() == null ? "" : county) + name))
          .as(area.code())
          .containsExactly(area.code());
      List<String> alone = places(name + " 家暴");
      assertThat(alone.isEmpty() || alone.contains(area.code())).as(area.code()).isTrue();
    }
  }

  @Test
  void guardedHousesAndWhatIsForProfessionalsAreNoPlaces() {
    for (Entry entry : entries(list("家防中心", null, Snapshots.WORKDAY))) {
      if (entry.key().endsWith(".dv-centre")) {
        assertThat(entry.guarded()).as(entry.key()).isTrue();
        assertThat(entry.location()).as(entry.key()).isNull();
      }
    }
    assertThat(list("049-255-1010", null, Snapshots.WORKDAY)).isEmpty();
  }

  /// A registered deaf person texts the number of the county where they live.
  @Test
  void textsToTheFireBrigadeNameTheirCounty() {
    Entry fire = Snapshots.pack().byKey("tw.emergency.119").orElseThrow().entry();
    assertThat(fire.contacts())
        .filteredOn(contact -> contact.kind() == ContactKind.SMS)
        .hasSize(22)
        .allSatisfy(contact -> assertThat(contact.coverage()).hasSize(1));
  }

  private static List<Area> counties() {
    return Snapshots.pack().areas().values().stream()
        .filter(area -> area.parent() == null)
        .toList();
  }

  private static List<String> places(String told) {
    return AskedText.of(Snapshots.pack(), told, "zh").places(Snapshots.pack()).stream()
        .map(Area::code)
        .toList();
  }

  private static List<String> list(@Nullable String text, @Nullable String area, Instant at) {
    ResourceFilter filter =
        new ResourceFilter(
            text, List.of(), List.of(), List.of(), area, null, List.of(), null, null, null);
    List<String> keys = new ArrayList<>();
    @Nullable String after = null;
    DirectorySearch.Page page;
    do {
      page =
          Snapshots.search()
              .search(
                  Snapshots.pack(),
                  new DirectorySearch.Question(filter, null, 100, after, List.of("zh")),
                  at);
      page.hits().forEach(hit -> keys.add(hit.item().entry().key()));
      after = page.hasNext() ? page.hits().getLast().cursor() : null;
    } while (after != null);
    return keys;
  }

  private static List<Entry> entries(List<String> keys) {
    return keys.stream().map(key -> Snapshots.pack().byKey(key).orElseThrow().entry()).toList();
  }
}
