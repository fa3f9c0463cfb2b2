package tw.shouwang.api.directory.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.DirectoryChanges;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.entries.Freshness;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.hours.AvailabilityState;
import tw.shouwang.api.directory.snapshot.DirectorySettings;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.snapshot.Snapshots;
import tw.shouwang.api.directory.storage.DirectoryTables;
import tw.shouwang.api.directory.storage.StateRepository;
import tw.shouwang.api.directory.view.DirectoryWords;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.i18n.Language;

/// What an editor may and may not do, and what everybody sees of it.
@MicronautTest(transactional = false)
class DirectoryEditingIT implements EmbeddedTest {

  private static final String CENTRE = "tpe.welfare-centre.63000030";

  @Inject DirectoryEditing editing;
  @Inject DirectoryTransfer transfer;
  @Inject DirectoryTables tables;
  @Inject DirectoryWriter writer;
  @Inject StateRepository state;
  @Inject SnapshotStore store;
  @Inject Directory directory;
  @Inject ResourceProblems problems;
  @Inject DirectoryUpkeep upkeep;
  @Inject DirectorySettings settings;
  @Inject JsonMapper json;
  @Inject EmbeddedServer server;

  @Test
  void aChangedNumberNeedsASourceAndHasToBeANumber() throws Exception {
    String key = "tpe.welfare-centre.63000010";
    String entry = entry(key).replaceAll(",\"(telUri|e164)\":\"[^\"]*\"", "");
    assertThat(editing.save("ann", version(key), entry.replace("02-2756-5018", "02-2756-5019")))
        .isInstanceOfSatisfying(
            DirectoryEdit.Refused.class,
            refused ->
                assertThat(refused.told(Language.EN))
                    .containsExactly(
                        "/contacts/0/sources: A changed number needs a source of its own"));
    String sourced =
        entry
            .replace("02-2756-5018", "02-2756-5019")
            .replace("\"hoursFrom\":", "\"sources\":[\"seed-001\"],\"hoursFrom\":");
    assertThat(editing.save("ann", version(key), sourced.replace("02-2756-5019", "02-12")))
        .isInstanceOf(DirectoryEdit.Refused.class);
    long before = version(key);
    assertThat(editing.save("ann", before, sourced))
        .isInstanceOfSatisfying(
            DirectoryEdit.ResourceChanged.class,
            changed -> assertThat(changed.version()).isEqualTo(before + 1));
    assertThat(entry(key)).contains("02-2756-5019");
    assertThat(editing.revisions(key))
        .first()
        .satisfies(revision -> {
          assertThat(revision.editor()).isEqualTo("ann");
          assertThat(revision.entry()).contains("02-2756-5019");
        });
  }

  /// C10: a refusal names each field by its place, in the editor's language, and nothing that was
  /// written is lost without a word.
  @Test
  void aRefusalNamesTheFieldsInTheEditorsLanguage() throws Exception {
    String key = "tpe.welfare-centre.63000050";
    String entry = entry(key);
    Map<String, String> wrong =
        Map.of(
            entry.replace("\"purpose\"", "\"purpos\""),
            "/purpos: There is no such field",
            entry.replace("\"purpose\"", "\"a/b~c\""),
            "/a~1b~0c: There is no such field",
            entry.replace("\"key\"", "\"kez\""),
            "/key: This field is missing",
            entry.replace("\"VOICE\"", "\"PIGEON\""),
            "/contacts/0/kind: This is none of the values to choose from",
            entry.replaceFirst("\"63000050\"", "\"63000999\""),
            "/coverage/0/area: No area has this code",
            entry.replaceFirst("\"nationwide\":false", "\"nationwide\":\"no\""),
            "/nationwide: Another kind of value belongs here",
            "[]",
            "This is no JSON of an entry");
    wrong.forEach((text, problem) ->
        assertThat(editing.save("ann", version(key), text))
            .isInstanceOfSatisfying(
                DirectoryEdit.Refused.class,
                refused -> assertThat(refused.told(Language.EN)).as(text).contains(problem)));
    DirectoryEdit.Refused refused =
        (DirectoryEdit.Refused)
            editing.save("ann", version(key), entry.replace("\"key\"", "\"k\""));
    for (Language language : Language.values()) {
      assertThat(refused.told(language)).allMatch(problem -> problem.startsWith("/k"));
    }
    assertThat(refused.told(Language.VI)).doesNotContainAnyElementsOf(refused.told(Language.EN));
    assertThat(editing.save("ann", version(key), entry))
        .isInstanceOf(DirectoryEdit.ResourceChanged.class);
  }

  @Test
  void twoEditorsCannotOverwriteEachOtherUnseen() throws Exception {
    String key = "tpe.welfare-centre.63000020";
    long seen = version(key);
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      Callable<DirectoryEdit> verify = () -> editing.verify("ann", key, seen);
      List<DirectoryEdit> edits =
          both.invokeAll(List.of(verify, verify)).stream()
              .map(future -> {
                try {
                  return future.get();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              })
              .toList();
      assertThat(edits).hasAtLeastOneElementOfType(DirectoryEdit.ResourceChanged.class);
      assertThat(edits)
          .contains(new DirectoryEdit.Refused(DirectoryEdit.Reason.VERSION_CONFLICT, List.of()));
    }
  }

  @Test
  void anEditIsSeenOnAnotherNodeWithinTwoSeconds() throws Exception {
    long before = store.current().revision();
    EntryDocument entry =
        json.readValue(entry(CENTRE).getBytes(StandardCharsets.UTF_8), EntryDocument.class);
    writer.save("elsewhere", version(CENTRE), java.util.Objects.requireNonNull(entry));
    state.announce();
    Instant deadline = Instant.now().plus(Duration.ofSeconds(2));
    while (store.current().revision() == before && Instant.now().isBefore(deadline)) {
      Thread.onSpinWait();
    }
    assertThat(store.current().revision()).isGreaterThan(before);
  }

  @Test
  void aClosedEntryIsClosedForItsTimeAndThenAsUsual() {
    String key = "tpe.cmhc";
    Instant from = Snapshots.at("2026-05-06T12:00");
    Instant until = Snapshots.at("2026-05-07T12:00");
    editing.close("ann", key, version(key), from, until, Map.of(Language.ZH_TW, "搬遷"));
    Resource resource = directory.resource(key).orElseThrow();
    assertThat(resource.availability(from.minusSeconds(60)).state())
        .isEqualTo(AvailabilityState.OPEN);
    assertThat(resource.availability(from))
        .satisfies(shut -> {
          assertThat(shut.state()).isEqualTo(AvailabilityState.CLOSED);
          assertThat(shut.nextChangeAt()).isEqualTo(until);
        });
    assertThat(resource.entry().statusAt(from)).isEqualTo(ResourceStatus.TEMPORARILY_CLOSED);
    assertThat(resource.entry().statusAt(until)).isEqualTo(ResourceStatus.ACTIVE);
    editing.reopen("ann", key, version(key));
    assertThat(directory.resource(key).orElseThrow().availability(from).state())
        .isEqualTo(AvailabilityState.OPEN);
  }

  @Test
  void aRetiredEntryLeadsToItsSuccessorOrLeavesATombstone() {
    String key = "tw.hotline.0800777888";
    assertThat(editing.retire("ann", key, version(key), "no.such.entry"))
        .isInstanceOf(DirectoryEdit.Refused.class);
    confirmed(editing.retire("ann", key, version(key), "tpe.employment"));
    assertThat(directory.resource(key).orElseThrow().supersededBy())
        .satisfies(successor ->
            assertThat(java.util.Objects.requireNonNull(successor).key())
                .isEqualTo("tpe.employment"));

    String since = store.current().version();
    String other = "tw.hotline.4128185";
    String id = directory.resource(other).orElseThrow().entry().id().toString();
    assertThat(confirmed(editing.retire("ann", other, version(other), null)))
        .isInstanceOf(DirectoryEdit.DirectoryChanged.class);
    assertThat(directory.resource(other)).isEmpty();
    DirectoryChanges changes = DirectoryChanges.since(store.current(), since, 100);
    assertThat(changes.removed()).contains(id);
    assertThat(changes.removedKeys()).contains(other);
    assertThat(changes.resync()).isFalse();
  }

  /// C3: a copy hears of a typhoon day and of a new calendar, and goes on from the bundle's
  /// version.
  @Test
  void aCopyHearsOfClosuresAndOfTheCalendar() throws Exception {
    String since = String.valueOf(bundle("").get("version"));
    assertThat(DirectoryChanges.since(store.current(), since, 100).resync()).isFalse();
    assertThat(DirectoryChanges.since(store.current(), since, 100).closures()).isNull();
    Map<?, ?> copy = bundle("");
    Instant from = Snapshots.at("2026-10-01T12:00");
    editing.declareClosure(
        "ann", "65000", from, from.plus(Duration.ofHours(8)), Map.of(Language.ZH_TW, "颱風"));
    DirectoryChanges changes = DirectoryChanges.since(store.current(), since, 100);
    assertThat(changes.resync()).isFalse();
    assertThat(changes.closures())
        .anyMatch(each -> each.from().equals(from) && each.area().code().equals("65000"));
    assertThat(changes.calendar()).hasSameSizeAs(store.current().calendar().lines()).isNotEmpty();
    assertThat(bundle("").get("version")).isEqualTo(changes.version());
    assertThat(String.valueOf(bundle("").get("closures"))).contains("颱風");
    Map<?, ?> later =
        bundle("?since=%s&common=%s".formatted(copy.get("version"), copy.get("common")));
    assertThat(later.get("since")).isEqualTo(copy.get("version"));
    assertThat(later.get("version")).isEqualTo(changes.version());
    assertThat(String.valueOf(later.get("closures"))).contains("颱風");
    assertThat((List<?>) later.get("entries")).isEmpty();
  }

  private Map<?, ?> bundle(String query) throws Exception {
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.getURI() + "/directory/bundle" + query))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    return java.util.Objects.requireNonNull(json.readValue(response.body(), Map.class));
  }

  @Test
  void aTyphoonClosesTheOfficesOfItsArea() {
    Instant from = Snapshots.at("2026-09-01T12:00");
    Instant until = Snapshots.at("2026-09-02T00:00");
    assertThat(editing.declareClosure("ann", "99999", from, until, Map.of()))
        .isEqualTo(new DirectoryEdit.Refused(DirectoryEdit.Reason.UNKNOWN_AREA, List.of()));
    editing.declareClosure("ann", "63000", from, until, Map.of(Language.ZH_TW, "颱風"));
    Resource centre = directory.resource(CENTRE).orElseThrow();
    assertThat(centre.availability(from).state()).isEqualTo(AvailabilityState.CLOSED);
    assertThat(new DirectoryWords().reason(centre.availability(from), Language.ZH_TW))
        .contains("當地停止上班", "颱風");
  }

  /// O13: a calendar that is cut is refused.
  @Test
  void aCalendarIsLoadedWholeOrNotAtAll() {
    assertThat(
            editing.importCalendar(
                "ann", "20280103,一,2,補假\n20280104,三,2,\n".getBytes(StandardCharsets.UTF_8), "117"))
        .isInstanceOfSatisfying(
            DirectoryEdit.Refused.class,
            refused -> assertThat(refused.problems()).containsExactly("line 2: WEEKDAY"));
    Instant newYear = Snapshots.at("2028-01-03T10:00");
    assertThat(directory.resource(CENTRE).orElseThrow().availability(newYear).state())
        .isEqualTo(AvailabilityState.UNKNOWN);
    String before = store.current().version();
    assertThat(editing.importCalendar("ann", table2028(day -> true), "117"))
        .isInstanceOf(DirectoryEdit.DirectoryChanged.class);
    assertThat(DirectoryChanges.since(store.current(), before, 10).resync()).isTrue();
    assertThat(directory.resource(CENTRE).orElseThrow().availability(newYear).state())
        .isEqualTo(AvailabilityState.CLOSED);
  }

  /// D4: an incomplete calendar would treat holidays as working days.
  @Test
  void aCalendarWithAMissingWeekIsRefusedWithItsDays() {
    LocalDate from = LocalDate.of(2028, 3, 6);
    LocalDate until = LocalDate.of(2028, 3, 12);
    Predicate<LocalDate> outside = day -> day.isBefore(from) || day.isAfter(until);
    assertThat(editing.importCalendar("ann", table2028(outside), "117"))
        .isInstanceOfSatisfying(
            DirectoryEdit.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .containsExactly("days are missing: 2028-03-06 to 2028-03-12"));
    assertThat(editing.importCalendar("ann", table2028(day -> day.isBefore(until)), "117"))
        .isInstanceOf(DirectoryEdit.Refused.class);
  }

  private static byte[] table2028(Predicate<LocalDate> holds) {
    StringBuilder table = new StringBuilder();
    LocalDate.of(2028, 1, 1)
        .datesUntil(LocalDate.of(2029, 1, 1))
        .filter(holds)
        .forEach(day -> {
          int weekday = day.getDayOfWeek().getValue();
          String off = weekday > 5 ? "2," : day.getDayOfYear() == 3 ? "2,補假" : "0,";
          table
              .append(day.toString().replace("-", ""))
              .append(',')
              .append("一二三四五六日".charAt(weekday - 1))
              .append(',')
              .append(off)
              .append('\n');
        });
    return table.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// D4: a file saved in another encoding has lost letters.
  @Test
  void aFileThatLostItsLettersIsRefused() {
    String csv = new String(transfer.exportCsv(), StandardCharsets.UTF_8).substring(1);
    byte[] cp950 = csv.getBytes(Charset.forName("x-windows-950"));
    byte[] replaced = csv.replace("臺北市", "\uFFFD").getBytes(StandardCharsets.UTF_8);
    for (byte[] file : List.of(cp950, replaced)) {
      assertThat(transfer.importCsv("ann", file, false).badRows())
          .singleElement()
          .satisfies(row -> assertThat(row.problem()).contains("UTF-8"));
      assertThat(transfer.importJson("ann", file, false).applied()).isFalse();
    }
  }

  /// D4: a spreadsheet opens the export with the right encoding and without formulas.
  @Test
  void aSpreadsheetOpensTheExportAsItIs() throws Exception {
    byte[] csv = transfer.exportCsv();
    assertThat(csv).startsWith(0xEF, 0xBB, 0xBF);
    String key = "tpe.welfare-centre.63000120";
    String named = entry(key).replace("臺北市北投社會福利服務中心", "=HYPERLINK(1)");
    assertThat(editing.save("ann", version(key), named))
        .isInstanceOf(DirectoryEdit.ResourceChanged.class);
    csv = transfer.exportCsv();
    assertThat(new String(csv, StandardCharsets.UTF_8)).contains(",'=HYPERLINK(1),");
    assertThat(transfer.importCsv("ann", csv, true).changed()).isEmpty();
  }

  /// D4: in every way of writing an entry, numbers are normalized and links are derived from them.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "０２－２７８３－１４０７",
        "tel:02-2783-1407",
        "02-2783-1407\n",
        "02-2783-1407\u200B",
        "+886 (0)2-2783-1407",
        "(02) 2783-1407"
      })
  void aNumberIsStoredAsItIsDialled(String typed) throws Exception {
    String key = "tpe.welfare-centre.63000090";
    String written =
        entry(key)
            .replaceAll(",\"(telUri|e164)\":\"[^\"]*\"", "")
            .replaceAll(
                "\"dial\":\"[^\"]*\"",
                Matcher.quoteReplacement("\"dial\":" + json.writeValueAsString(typed)));
    assertThat(editing.save("ann", version(key), written))
        .isInstanceOf(DirectoryEdit.ResourceChanged.class);
    assertThat(entry(key))
        .contains("\"dial\":\"02-2783-1407\"", "\"telUri\":\"tel:+886227831407\"");
    String file = "[" + written + "]";
    assertThat(transfer.importJson("ann", file.getBytes(StandardCharsets.UTF_8), true).changed())
        .isEmpty();
    String link = entry(key).replace("tel:+886227831407", "tel:110");
    assertThat(editing.save("ann", version(key), link)).isInstanceOf(DirectoryEdit.Refused.class);
  }

  @Test
  void theDirectoryGoesOutToAFileAndBackWithoutAChange() {
    DirectoryTransfer.Report csv = transfer.importCsv("ann", transfer.exportCsv(), true);
    assertThat(csv.badRows()).isEmpty();
    assertThat(csv.added()).isEmpty();
    assertThat(csv.changed()).isEmpty();
    DirectoryTransfer.Report back = transfer.importJson("ann", transfer.exportJson(), true);
    assertThat(back.badRows()).isEmpty();
    assertThat(back.changed()).isEmpty();
  }

  @Test
  void aDryRunSaysWhatWouldChangeAndChangesNothing() {
    String file =
        new String(transfer.exportJson(), StandardCharsets.UTF_8).replace("臺北市大安區公所", "臺北市大安區行政中心");
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    DirectoryTransfer.Report dry = transfer.importJson("ann", bytes, true);
    assertThat(dry.changed()).isEqualTo(Map.of("tpe.district-office.63000030", List.of("name")));
    assertThat(transfer.importJson("ann", bytes, true)).isEqualTo(dry);
    assertThat(transfer.importJson("ann", bytes, false).applied()).isTrue();
    assertThat(transfer.importJson("ann", bytes, true).changed()).isEmpty();
  }

  @Test
  void aFileWithBadRowsChangesNothingAndNamesEachOfThem() {
    String csv = new String(transfer.exportCsv(), StandardCharsets.UTF_8);
    String[] rows = csv.split("\r\n");
    String bad =
        Stream.of(rows[0], rows[1].replace("2723-9777", "1"), "x,HOTLINE", rows[3], rows[3])
            .map(row -> row + "\r\n")
            .reduce("", String::concat);
    long before = store.current().revision();
    DirectoryTransfer.Report report =
        transfer.importCsv("ann", bad.getBytes(StandardCharsets.UTF_8), false);
    assertThat(report.applied()).isFalse();
    assertThat(report.badRows()).extracting(DirectoryTransfer.BadRow::line).contains(3L, 5L);
    assertThat(tables.load().orElseThrow().revision()).isGreaterThanOrEqualTo(before);
    assertThat(report.added()).isEmpty();
  }

  @Test
  void whatAnybodyReportsReachesTheEditors() {
    assertThat(problems.report("no.such.entry", "錯了")).isFalse();
    assertThat(problems.report("tw.hotline.165", "打不通")).isTrue();
    assertThat(editing.stale())
        .first()
        .satisfies(stale -> {
          assertThat(stale.resource().key()).isEqualTo("tw.hotline.165");
          assertThat(stale.reports()).containsExactly("打不通");
        });
    editing.verify("ann", "tw.hotline.165", version("tw.hotline.165"));
    assertThat(editing.stale()).noneMatch(stale -> stale.resource().key().equals("tw.hotline.165"));
    assertThat(
            directory.resource("tw.hotline.165").orElseThrow().entry().freshnessAt(Instant.now()))
        .isEqualTo(Freshness.VERIFIED);
  }

  @Test
  void forgetsOldRemovalsAndPastClosuresAndTellsLateAskersToTakeEverything() {
    String key = "tw.hotline.0800507272";
    String before = store.current().version();
    String id = directory.resource(key).orElseThrow().entry().id().toString();
    confirmed(editing.retire("ann", key, version(key), null));
    Instant from = Snapshots.at("2020-01-01T08:00");
    editing.declareClosure("ann", "65000", from, from.plus(Duration.ofHours(8)), Map.of());
    String after = store.current().version();
    assertThat(DirectoryChanges.since(store.current(), before, 100).removed()).contains(id);

    upkeep.tidy(Instant.now());
    assertThat(DirectoryChanges.since(store.current(), before, 100).removed()).contains(id);
    assertThat(store.held().document().closures()).noneMatch(each -> each.from().equals(from));

    upkeep.tidy(Instant.now().plus(settings.removalsKept()).plus(Duration.ofDays(1)));
    assertThat(DirectoryChanges.since(store.current(), before, 100).resync()).isTrue();
    assertThat(DirectoryChanges.since(store.current(), after, 100).resync()).isFalse();
    assertThat(directory.resource(key)).isEmpty();

    long revision = store.current().revision();
    upkeep.tidy(Instant.now());
    assertThat(store.current().revision()).isEqualTo(revision);
  }

  @Test
  void settingsAreAsDocumentedWhereNothingIsSet() {
    assertThat(settings.poll()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.calendarWarning()).isEqualTo(Duration.ofDays(60));
    assertThat(settings.removalsKept()).isEqualTo(Duration.ofDays(400));
    assertThat(settings.closuresKept()).isEqualTo(Duration.ofDays(7));
  }

  /// A second person's confirmation of a change of a nationwide hotline.
  private DirectoryEdit confirmed(DirectoryEdit edit) {
    assertThat(edit).isInstanceOf(DirectoryEdit.ResourceChangeProposed.class);
    return editing.confirm("bob", ((DirectoryEdit.ResourceChangeProposed) edit).change().id());
  }

  private long version(String key) {
    return directory.resource(key).orElseThrow().entry().version();
  }

  private String entry(String key) throws java.io.IOException {
    EntryDocument entry =
        DirectoryDocument.orEmpty(tables.load().orElseThrow().entries()).stream()
            .filter(each -> each.key().equals(key))
            .findFirst()
            .orElseThrow();
    return json.writeValueAsString(entry);
  }
}
