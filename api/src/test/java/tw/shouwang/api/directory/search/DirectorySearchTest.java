package tw.shouwang.api.directory.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tw.shouwang.api.directory.snapshot.Snapshots.SUNDAY_NIGHT;
import static tw.shouwang.api.directory.snapshot.Snapshots.WORKDAY;
import static tw.shouwang.api.directory.snapshot.Snapshots.filter;
import static tw.shouwang.api.directory.snapshot.Snapshots.keys;
import static tw.shouwang.api.directory.snapshot.Snapshots.page;
import static tw.shouwang.api.directory.snapshot.Snapshots.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.LocalMinutes;
import tw.shouwang.api.directory.entries.Network;
import tw.shouwang.api.directory.entries.Point;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.directory.hours.AvailabilityState;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.Snapshots;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Language;

class DirectorySearchTest {

  @ParameterizedTest
  @CsvSource({
    "安心专线, tw.hotline.1925",
    "0800 788 995, tw.hotline.1925",
    "0800-788-995, tw.hotline.1925",
    "0800788995, tw.hotline.1925",
    "1925, tw.hotline.1925",
    "２７００－０９６０, tpe.welfare-centre.63000030",
    "+886 2 2700 0960, tpe.welfare-centre.63000030",
    "(02)2700-0960, tpe.welfare-centre.63000030",
    "台北市大安區社福, tpe.welfare-centre.63000030",
    "臺北市大安區社福中心, tpe.welfare-centre.63000030",
    "大安 社福, tpe.welfare-centre.63000030",
    "家暴, tw.hotline.113",
    "家庭暴力, tw.hotline.113",
    "台北市就业服务处, tpe.employment",
    "lifeline, tw.hotline.1995",
    "生命線, tw.hotline.1995",
    "张老师, tw.hotline.1980",
    "戒毒成功專線, tw.hotline.0800770885",
    "0800-024-111, tw.hotline.1990",
    "1999#6444, tpe.school-safety",
    "緝毒中心, tpe.drug-tip",
    "tw.hotline.113, tw.hotline.113",
    "Protection Hotline, tw.hotline.113",
    "lifelin, tw.hotline.1995",
    "liefline, tw.hotline.1995",
    "安新專線, tw.hotline.1925",
    "長照, tw.hotline.1966",
    "⻑照, tw.hotline.1966",
    "我想自殺, tw.hotline.1925",
    "不想活了, tw.hotline.1925",
    "suicde, tw.hotline.1925",
    "depresion, tw.hotline.1980",
    "一一三, tw.hotline.113",
    "老公打我, tw.hotline.113",
    "家防中心, tw.hotline.113",
    "rape, tw.hotline.113",
    "how do I report child abuse, tw.hotline.113",
    "救命, tw.emergency.110",
    "失業, tw.hotline.0800777888",
    "where can I find a job, tw.hotline.0800777888",
    "沒錢, tw.hotline.1957",
    "社會安全網, tw.hotline.1957",
    "外勞, tw.hotline.1955",
    "6444, tpe.school-safety",
    "1999 轉 6444, tpe.school-safety",
    "00886 2 2515 6222, tpe.welfare-centre.63000040",
    "大安社福中心電話, tpe.welfare-centre.63000030",
    "大安區的社福中心在哪裡, tpe.welfare-centre.63000030",
    "phone number of daan welfare centre, tpe.welfare-centre.63000030",
    "板橋社福中心, ntpc.welfare-centre.banqiao-1",
    "台北縣板橋市, ntpc.welfare-centre.banqiao-1",
    "淡水鎮, ntpc.welfare-centre.north-coast",
    "Shihlin, tpe.district-office.63000110",
    "counseling, tw.hotline.1925",
    "想不開, tw.hotline.1925",
    "跳楼, tw.hotline.1925",
    "tự tử, tw.hotline.1925",
    "tu sat, tw.hotline.1925",
    "bunuh diri, tw.hotline.1925",
    "ฆ่าตัวตาย, tw.hotline.1925",
    "magpakamatay, tw.hotline.1925",
    "bạo lực gia đình, tw.hotline.113",
    "KDRT, tw.hotline.113",
    "cấp cứu, tw.emergency.119",
    "ตำรวจ, tw.emergency.110",
    "911, tw.emergency.110",
    "help me, tw.emergency.110",
    "I need help, tw.emergency.110",
    "聽障, tw.emergency.110",
    "被男友打, tw.hotline.113",
    "虐兒, tw.hotline.113",
    "suicde prevention, tw.hotline.1925",
    "zhang laoshi, tw.hotline.1980",
    "bullied at school, tw.hotline.1953",
    "(02)27000960 分機 12, tpe.welfare-centre.63000030",
    "narkoba, tw.hotline.0800770885",
    "海洛因, tw.hotline.0800770885",
    "chủ lao động môi giới, tw.hotline.1955",
    "仲介, tw.hotline.1955",
    "social worker, tw.hotline.1957",
    "台北市 中輟, tpe.student-counselling",
    "汐止心衛中心, ntpc.cmhc-zone.east",
    "Nei-hu, tpe.district-office.63000100",
    "Da-an District, tpe.district-office.63000030",
    "long-term care, tw.hotline.1966",
    "disability, tw.hotline.113",
    "身障, tw.hotline.113",
    "tieng Viet, tw.hotline.113",
    "越南語, tw.hotline.113",
    "1995專線電話, tw.hotline.1995"
  })
  void isFoundFirst(String typed, String key) {
    assertThat(keys(text(typed), WORKDAY)).first().isEqualTo(key);
  }

  @Test
  void aHyphenInAPlaceNameMakesNoDifference() {
    for (String[] pair :
        new String[][] {{"Nei-hu", "Neihu"}, {"Pan-ch'iao", "Panchiao"}, {"Shih-lin", "Shihlin"}}) {
      assertThat(keys(text(pair[0]), WORKDAY)).isEqualTo(keys(text(pair[1]), WORKDAY)).isNotEmpty();
    }
  }

  @Test
  void findsTheTwoCentresThatOneOldNameStoodFor() {
    for (String typed : List.of("雙和", "雙和整合型社會福利服務中心")) {
      assertThat(keys(text(typed), WORKDAY))
          .as(typed)
          .containsExactly("ntpc.welfare-centre.yonghe", "ntpc.welfare-centre.zhonghe");
    }
  }

  @Test
  void aCountysFormerNameIsNotItsNeighbours() {
    assertThat(keys(text("台北"), WORKDAY)).noneMatch(key -> key.startsWith("ntpc."));
  }

  @Test
  void findsNothingRatherThanAnything() {
    for (String typed : List.of("zzzz")) {
      assertThat(keys(text(typed), WORKDAY)).as(typed).isEmpty();
    }
  }

  @Test
  void findsSuicideLinesInTheFirstPlaces() {
    assertThat(keys(text("suicide"), WORKDAY).subList(0, 2))
        .containsExactlyInAnyOrder("tw.hotline.1925", "tw.hotline.1995");
    assertThat(keys(text("自殺"), SUNDAY_NIGHT).subList(0, 2))
        .containsExactlyInAnyOrder("tw.hotline.1925", "tw.hotline.1995");
  }

  @Test
  void findsBothOfficesOfDatong() {
    assertThat(keys(text("Datong"), WORKDAY).subList(0, 2))
        .containsExactlyInAnyOrder("tpe.welfare-centre.63000060", "tpe.district-office.63000060");
    assertThat(keys(text("大同"), WORKDAY).subList(0, 2))
        .containsExactlyInAnyOrder("tpe.welfare-centre.63000060", "tpe.district-office.63000060");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Daan", "Da'an", "da’an district", "大安區", "大安区"})
  void findsADistrictHoweverItIsSpelled(String typed) {
    assertThat(keys(text(typed), WORKDAY).subList(0, 2))
        .containsExactlyInAnyOrder("tpe.welfare-centre.63000030", "tpe.district-office.63000030");
  }

  @Test
  void listsNeitherSupersededNorRoutingEntries() {
    assertThat(all(ResourceFilter.NONE))
        .doesNotContain("tw.hotline.0800788995", "tpe.dvc", "ntpc.dvc", "ntpc.cmhc-zone.north")
        .contains("ntpc.cmhc-zone.east");
    assertThat(all(kinds(ResourceKind.MENTAL_HEALTH_CENTRE))).hasSize(53).contains("tpe.cmhc");
    assertThat(keys(kinds(ResourceKind.CENTRE), WORKDAY)).contains("tpe.dvc", "ntpc.dvc");
  }

  @Test
  void shows1999OnlyInItsOwnCityOrWhenATextFindsIt() {
    String[] local = {"tpe.hotline.1999", "ntpc.hotline.1999", "tpe.school-safety"};
    assertThat(keys(ResourceFilter.NONE, WORKDAY)).doesNotContain(local);
    assertThat(keys(text("1999"), WORKDAY)).contains(local);
    assertThat(keys(filter(null, "63000030"), WORKDAY))
        .contains("tpe.hotline.1999", "tpe.school-safety")
        .doesNotContain("ntpc.hotline.1999");
    assertThat(keys(filter("1999", "65000"), WORKDAY))
        .startsWith("ntpc.hotline.1999")
        .allMatch(key -> key.startsWith("ntpc."));
    assertThat(keys(filter("1999", "10014"), WORKDAY)).containsExactly("ttt.hotline.1999");
    assertThat(keys(filter("1999", "10002"), WORKDAY)).isEmpty();
  }

  @Test
  void neverOffersTheTipLineToWhoeverLooksForHelpWithDrugs() {
    for (String typed : List.of("戒毒", "drug", "毒品", "藥癮", "drugs")) {
      assertThat(keys(text(typed), WORKDAY)).as(typed).doesNotContain("tpe.drug-tip");
    }
    assertThat(keys(text("戒毒"), WORKDAY)).first().isEqualTo("tw.hotline.0800770885");
  }

  @Test
  void neverOffersTipLinesOrGuardedBuildingsAsPlaces() {
    ResourceFilter walkIn =
        new ResourceFilter(
            null,
            List.of(ResourceKind.CENTRE, ResourceKind.TIP_LINE),
            List.of(),
            List.of(),
            null,
            null,
            List.of(ContactKind.WALK_IN),
            null,
            null,
            null);
    assertThat(keys(walkIn, WORKDAY)).isEmpty();
    for (String key : List.of("tpe.drug-tip", "tpe.dvc", "ntpc.dvc")) {
      Entry entry = Snapshots.pack().byKey(key).orElseThrow().entry();
      assertThat(entry.location()).as(key).isNull();
    }
  }

  @Test
  void anAreaMatchesWhatCoversItItsCountyOrItsDistricts() {
    assertThat(keys(filter(null, "65000030"), WORKDAY))
        .contains("ntpc.welfare-centre.zhonghe", "ntpc.hotline.1999", "tw.hotline.113")
        .doesNotContain("ntpc.welfare-centre.yonghe", "tpe.cmhc");
    assertThat(keys(filter(null, "63000"), WORKDAY))
        .contains("tpe.welfare-centre.63000030", "tpe.welfare-centre.63000120", "tpe.cmhc");
    assertThat(keys(filter(null, "10014"), WORKDAY))
        .contains("tw.hotline.113", "ttt.social-affairs")
        .allMatch(key -> key.startsWith("tw.") || key.startsWith("ttt."));
  }

  @Test
  void putsOpenBeforeUnknownBeforeClosed() {
    DirectorySearch.Page page = page(filter(null, "63000"), SUNDAY_NIGHT, 100);
    List<AvailabilityState> states =
        page.hits().stream()
            .filter(hit -> hit.item().entry().kind() != ResourceKind.TIP_LINE)
            .map(hit ->
                Snapshots.pack()
                    .timetable(hit.item().timetable())
                    .state(LocalMinutes.of(SUNDAY_NIGHT), Snapshots.pack().calendar()))
            .toList();
    List<AvailabilityState> order =
        List.of(AvailabilityState.OPEN, AvailabilityState.UNKNOWN, AvailabilityState.CLOSED);
    assertThat(states).isSortedAccordingTo(java.util.Comparator.comparing(order::indexOf));
    assertThat(states).contains(AvailabilityState.CLOSED);
  }

  @Test
  void prefersLinesThatAnswerInTheAskersLanguage() {
    List<String> vietnamese = keys(page(ResourceFilter.NONE, WORKDAY, 3, null, Language.VI));
    assertThat(vietnamese)
        .containsExactlyInAnyOrder("tw.hotline.113", "tw.hotline.1955", "tw.hotline.1990");
  }

  /// Bad input: a text of any length is read at its beginning and its end.
  @Test
  void readsATextOfAHundredThousandCharacters() {
    String filler = "今天天氣很好。it was sunny ".repeat(5_000);
    assertThat(filler.length()).isGreaterThanOrEqualTo(100_000);
    assertThat(keys(text("我被家暴 " + filler), WORKDAY).subList(0, 2)).contains("tw.hotline.113");
    assertThat(keys(text(filler + " 我被家暴"), WORKDAY).subList(0, 2)).contains("tw.hotline.113");
  }

  @Test
  void spokenLanguageExcludes() {
    ResourceFilter khmer =
        new ResourceFilter(
            null, List.of(), List.of(), List.of(), null, "km", List.of(), null, null, null);
    assertThat(keys(khmer, WORKDAY)).containsExactlyInAnyOrder("tw.hotline.113", "tw.hotline.1990");
  }

  @Test
  void emergencyComesFirstWhereAskedFor() {
    ResourceFilter both = kinds(ResourceKind.HOTLINE, ResourceKind.EMERGENCY);
    assertThat(keys(both, WORKDAY).subList(0, 3)).allMatch(key -> key.startsWith("tw.emergency."));
  }

  @Test
  void nearOrdersAndNeverExcludes() {
    ResourceFilter near = near(25.0268, 121.5434, null);
    DirectorySearch.Page page = page(near, WORKDAY, 100);
    assertThat(page.totalCount()).isEqualTo(all(ResourceFilter.NONE).size());
    assertThat(keys(page).subList(0, 2))
        .containsExactlyInAnyOrder("tpe.welfare-centre.63000030", "tpe.district-office.63000030");
    assertThat(page.hits().getFirst().distanceMetres()).isBetween(0, 100);
    assertThat(page.hits())
        .filteredOn(hit -> hit.item().points().isEmpty())
        .allSatisfy(hit -> assertThat(hit.distanceMetres()).isNull());
    DirectorySearch.Hit north =
        page.hits().stream()
            .filter(hit -> hit.item().entry().key().equals("ntpc.welfare-centre.north-coast"))
            .findFirst()
            .orElseThrow();
    Point asked = new Point(25.0268, 121.5434);
    assertThat(north.distanceMetres())
        .isEqualTo(
            List.of("65000100", "65000210", "65000220").stream()
                .mapToInt(code ->
                    asked.metresTo(
                        java.util.Objects.requireNonNull(
                            Snapshots.pack().area(code).orElseThrow().centroid())))
                .min()
                .orElseThrow());
  }

  @Test
  void everyFilterCombines() {
    ResourceFilter all =
        new ResourceFilter(
            "諮詢",
            List.of(ResourceKind.HOTLINE),
            List.of(Network.SOCIAL),
            List.of(Topic.DOMESTIC_VIOLENCE),
            "63000030",
            "vi",
            List.of(ContactKind.VOICE),
            true,
            true,
            new ResourceFilter.PointInput(25.03, 121.54));
    assertThat(keys(all, SUNDAY_NIGHT)).containsExactly("tw.hotline.113");
  }

  @Test
  void aContactOfAnotherCityDoesNotCount() {
    EntryDocument fire =
        Objects.requireNonNull(Snapshots.document().entries()).stream()
            .filter(entry -> entry.key().equals("tw.emergency.119"))
            .findFirst()
            .orElseThrow();
    List<EntryDocument.ContactDocument> elsewhere =
        Objects.requireNonNull(fire.contacts()).stream()
            .filter(contact -> !List.of("10014").equals(contact.coverage()))
            .toList();
    DirectorySnapshot without =
        DirectorySnapshot.build(
            Snapshots.document().withEntry(fire.withContacts(elsewhere)), WORKDAY);
    ResourceFilter fax =
        new ResourceFilter(
            null,
            List.of(),
            List.of(),
            List.of(),
            "10014",
            null,
            List.of(ContactKind.FAX),
            null,
            null,
            null);
    assertThat(keys(fax, WORKDAY)).containsExactly("tw.emergency.119");
    DirectorySearch.Question question =
        new DirectorySearch.Question(fax, null, 5, null, List.of("zh"));
    assertThat(keys(Snapshots.search().search(without, question, WORKDAY))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 20})
  void pagesFitTogether(int first) {
    for (ResourceFilter filter :
        List.of(ResourceFilter.NONE, filter("中心", null), near(25.1, 121.5, null))) {
      List<String> collected = new ArrayList<>();
      String after = null;
      DirectorySearch.Page page;
      do {
        page = page(filter, WORKDAY, first, after, Language.EN);
        collected.addAll(keys(page));
        assertThat(page.hasPrevious()).isEqualTo(after != null);
        after = page.hits().getLast().cursor();
      } while (page.hasNext());
      assertThat(collected)
          .startsWith(keys(page(filter, WORKDAY, 100, null, Language.EN)).toArray(String[]::new))
          .doesNotHaveDuplicates()
          .hasSize(page.totalCount());
    }
  }

  @Test
  void aCursorCarriesItsInstantAndHoldsInAnotherSnapshot() {
    DirectorySearch.Page first = page(ResourceFilter.NONE, WORKDAY, 5);
    String after = first.hits().getLast().cursor();
    List<String> expected = keys(ResourceFilter.NONE, WORKDAY).subList(5, 10);
    assertThat(keys(page(ResourceFilter.NONE, SUNDAY_NIGHT, 5, after, Language.ZH_TW)))
        .isEqualTo(expected);

    String gone = first.hits().getLast().item().entry().key();
    DirectorySnapshot without = without(gone);
    DirectorySearch.Page next =
        Snapshots.search()
            .search(
                without,
                new DirectorySearch.Question(ResourceFilter.NONE, null, 5, after, List.of("zh")),
                SUNDAY_NIGHT);
    assertThat(keys(next)).isEqualTo(expected);
  }

  /// B12: what comes before a cursor after the first page was read is told on every later page.
  @Test
  void tellsWhatMovedBeforeTheCursor() {
    List<String> all = keys(ResourceFilter.NONE, WORKDAY);
    String moved = all.get(2);
    DirectorySearch.Page first = pageOf(without(moved), 5, null);
    assertThat(first.movedBefore()).isEqualTo(0);
    String after = first.hits().getLast().cursor();
    DirectorySearch.Page second = pageOf(Snapshots.pack(), 5, after);
    assertThat(keys(second)).isEqualTo(all.subList(6, 11));
    assertThat(second.movedBefore()).isEqualTo(1);
    String end =
        pageOf(Snapshots.pack(), 100, second.hits().getLast().cursor()).hits().getLast().cursor();
    DirectorySearch.Page last = pageOf(Snapshots.pack(), 100, end);
    assertThat(last.hits()).isNotEmpty();
    assertThat(last.movedBefore()).as("until the first page is read again").isEqualTo(1);
    assertThat(pageOf(without(moved), 5, after).movedBefore()).as("nothing changed").isEqualTo(0);

    String gone = pageOf(Snapshots.pack(), 5, null).hits().getLast().cursor();
    assertThat(pageOf(without(moved), 5, gone).movedBefore()).as("one went").isEqualTo(0);
    assertThat(pageOf(without(all.get(20)), 5, gone).movedBefore()).as("behind").isEqualTo(0);
  }

  private static DirectorySearch.Page pageOf(
      DirectorySnapshot snapshot, int first, @Nullable String after) {
    return Snapshots.search()
        .search(
            snapshot,
            new DirectorySearch.Question(ResourceFilter.NONE, null, first, after, List.of("zh")),
            WORKDAY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "💥", "////"})
  void refusesACursorFromElsewhere(String after) {
    refuses(() -> page(ResourceFilter.NONE, WORKDAY, 5, after, Language.ZH_TW), "INVALID_CURSOR");
  }

  @Test
  void refusesACursorOfAnotherQuestion() {
    String after = page(text("中心"), WORKDAY, 1).hits().getFirst().cursor();
    refuses(() -> page(ResourceFilter.NONE, WORKDAY, 5, after, Language.ZH_TW), "INVALID_CURSOR");
  }

  @Test
  void refusesWhatCannotBeAsked() {
    for (int first : new int[] {0, -1, 101, 1_000_000}) {
      refuses(() -> page(ResourceFilter.NONE, WORKDAY, first), "INVALID_FIRST");
    }
    refuses(() -> page(filter(null, "99999"), WORKDAY, 5), "UNKNOWN_AREA");
    refuses(() -> page(near(91, 0, null), WORKDAY, 5), "INVALID_COORDINATES");
    refuses(() -> page(near(0, -180.1, null), WORKDAY, 5), "INVALID_COORDINATES");
    refuses(() -> page(near(Double.NaN, 0, null), WORKDAY, 5), "INVALID_COORDINATES");
    refuses(
        () -> page(ResourceFilter.NONE, java.time.Instant.parse("9999-12-31T00:00:00Z"), 5),
        "INVALID_INSTANT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!!", "💥", "𠮷野家", "的", "a", "''''", "%", "\\", "''; drop table"})
  void answersOddTextsWithoutAFault(String typed) {
    assertThat(page(text(typed), WORKDAY, 5).totalCount()).isGreaterThanOrEqualTo(0);
  }

  /// The whole list, page by page.
  private static List<String> all(ResourceFilter filter) {
    List<String> all = new ArrayList<>();
    String after = null;
    DirectorySearch.Page page;
    do {
      page = page(filter, WORKDAY, 100, after, Language.ZH_TW);
      all.addAll(keys(page));
      after = page.hasNext() ? page.hits().getLast().cursor() : null;
    } while (after != null);
    return all;
  }

  private static void refuses(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable question, String code) {
    assertThatThrownBy(question)
        .isInstanceOfSatisfying(
            RequestError.class, error -> assertThat(error.code()).isEqualTo(code));
  }

  private static ResourceFilter kinds(ResourceKind... kinds) {
    return new ResourceFilter(
        null, List.of(kinds), List.of(), List.of(), null, null, List.of(), null, null, null);
  }

  private static ResourceFilter near(double lat, double lon, @Nullable String area) {
    return new ResourceFilter(
        null,
        List.of(),
        List.of(),
        List.of(),
        area,
        null,
        List.of(),
        null,
        null,
        new ResourceFilter.PointInput(lat, lon));
  }

  private static DirectorySnapshot without(String key) {
    DirectoryDocument all = Snapshots.document();
    return DirectorySnapshot.build(
        all.with(
            all.version() + " without " + key,
            DirectoryDocument.orEmpty(all.entries()).stream()
                .filter(entry -> !entry.key().equals(key))
                .toList(),
            all.closures()),
        WORKDAY);
  }
}
