package tw.shouwang.api.directory.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.OpeningPeriod;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.hours.Availability;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.view.Cards;
import tw.shouwang.api.directory.view.ContactScope;
import tw.shouwang.api.directory.view.DirectoryWords;
import tw.shouwang.api.directory.view.LanguageHelp;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LanguageNegotiator;

/// C3: a device with the bundle alone says and writes the same as the service, for every entry,
/// contact and language, around the changes of a year and at other minutes.
class EvaluatorTest {

  private static final Instant BEGIN = Instant.parse("2026-12-20T00:00:00Z");
  private static final DirectoryWords WORDS = new DirectoryWords();
  private static final int CHANGES = 12;
  private static final int OTHERS = 12;

  private final JsonMapper json = JsonMapper.createDefault();
  private final Random random = new Random(12);

  @TempDir Path folder;

  @Test
  void aDeviceSaysTheSameAsTheService() throws Exception {
    DirectoryDocument directory = withClosures(DirectoryPack.load(json));
    DirectorySnapshot snapshot = DirectorySnapshot.build(directory, BEGIN);
    List<Map<String, Object>> probes = new ArrayList<>();
    for (int number = 0; number < snapshot.size(); number++) {
      Resource resource = resource(snapshot, number);
      for (Language language : Language.values()) {
        TreeSet<Instant> instants = instants(resource, language.tag());
        instants.forEach(at -> probes.add(probe(resource, language.tag(), at)));
        List.of(instants.first(), instants.last())
            .forEach(at -> probes.add(card(resource, language, at, null)));
        probes.add(card(resource, language, instants.last(), anyArea(snapshot)));
      }
    }
    assertThat(probes).hasSizeGreaterThan(20_000);
    assertThat(probes.stream().filter(probe -> probe.containsKey("card"))).hasSize(330 * 6 * 3);
    String said = compare(directory, snapshot, probes);
    assertThat(said).startsWith("all ");
    System.out.print("evaluator, milliseconds: " + said);
    assertThat(Double.parseDouble(said.split(" ")[1])).isLessThan(20);
  }

  /// What no entry of today's directory has, but one of tomorrow's may: nights over midnight, hours
  /// with first and last days, every rule for holidays, closures of districts, other languages and
  /// their three-letter codes, a calendar with gaps that ends within the year, and entries that
  /// this version cannot read.
  @Test
  void aDeviceSaysTheSameOfOtherHours() throws Exception {
    DirectoryDocument directory = otherHours(withClosures(DirectoryPack.load(json)));
    DirectorySnapshot snapshot = DirectorySnapshot.build(directory, BEGIN);
    List<Map<String, Object>> probes = new ArrayList<>();
    for (int number = 0; number < snapshot.size(); number++) {
      Resource resource = resource(snapshot, number);
      for (String language :
          random.nextBoolean() ? List.of("khm", "in") : List.of("fil", "JPN-x")) {
        TreeSet<Instant> instants = instants(resource, language);
        instants.forEach(at -> probes.add(probe(resource, language, at)));
        Language reader = Language.values()[random.nextInt(Language.values().length)];
        probes.add(card(resource, reader, instants.last(), anyArea(snapshot)));
        probes.add(card(resource, reader, instants.first(), null));
      }
    }
    List<String> unread = new ArrayList<>();
    for (EntryDocument entry : Objects.requireNonNull(directory.entries())) {
      if (snapshot.byKey(entry.key()).isEmpty()) {
        unread.add(entry.key());
        probes.add(
            Map.of(
                "key", entry.key(), "language", "zh", "at", BEGIN.getEpochSecond(), "none", true));
      }
    }
    assertThat(unread).hasSizeBetween(10, 100);
    assertThat(probes).hasSizeGreaterThan(10_000);
    assertThat(compare(directory, snapshot, probes)).startsWith("all ");
  }

  private static Resource resource(DirectorySnapshot snapshot, int number) {
    return new Resource(snapshot, snapshot.item(number), ContactScope.everywhere(), null);
  }

  /// What a device says otherwise, and how long it takes.
  private String compare(
      DirectoryDocument directory, DirectorySnapshot snapshot, List<Map<String, Object>> probes)
      throws Exception {
    Path module = folder.resolve("evaluator.mjs");
    Files.copy(
        Path.of("src/main/resources/directory/evaluator.js"),
        module,
        StandardCopyOption.REPLACE_EXISTING);
    Path bundle = folder.resolve("bundle.json");
    Map<String, BundleWords> words =
        new BundleWords.Writer(new DirectoryWords(), new LanguageHelp()).words(directory);
    Files.write(
        bundle, Bundle.bytes(Bundle.document(snapshot.version(), directory, words, json), json));
    Path asked = folder.resolve("probes.json");
    Files.write(asked, json.writeValueAsBytes(probes));
    Path log = folder.resolve("node.log");
    Process process =
        new ProcessBuilder(
                "node",
                Path.of("src/test/clients/evaluator.mjs").toAbsolutePath().toString(),
                module.toString(),
                bundle.toString(),
                asked.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(log);
  }

  private Area anyArea(DirectorySnapshot snapshot) {
    List<Area> areas =
        snapshot.areas().values().stream().sorted(Comparator.comparing(Area::code)).toList();
    return areas.get(random.nextInt(areas.size()));
  }

  private static Resource resource(DirectorySnapshot snapshot, String key, ContactScope scope) {
    return new Resource(snapshot, snapshot.byKey(key).orElseThrow(), scope, null);
  }

  private static Map<String, Object> card(
      Resource resource, Language language, Instant at, @Nullable Area area) {
    ContactScope scope = area == null ? ContactScope.everywhere() : ContactScope.in(area);
    Resource asked = resource(resource.snapshot(), resource.key(), scope);
    Map<String, Object> probe =
        new HashMap<>(
            Map.of(
                "key", resource.key(),
                "language", language.tag(),
                "at", at.getEpochSecond(),
                "card", Cards.card(asked, at, language)));
    if (area != null) {
      probe.put("area", area.code());
    }
    return probe;
  }

  /// The same entries with hours, languages and doubts by chance, written as JSON because that is
  /// what a device reads.
  private DirectoryDocument otherHours(DirectoryDocument directory) throws IOException {
    Map<String, Object> all =
        json.readValue(
            json.writeValueAsBytes(directory), Argument.mapOf(String.class, Object.class));
    for (Map<String, Object> entry : list(all, "entries")) {
      entry.put("hours", random.nextInt(15) == 0 ? unreadableHours() : anyHours());
      entry.put("confidence", any("HIGH", "LOW"));
      entry.put(
          "languages", List.of(any("zh-TW", "cmn"), any("km", "khm", "ja"), any("tgl", "id")));
      for (Map<String, Object> contact : list(entry, "contacts")) {
        if (random.nextBoolean()) {
          contact.put("hoursFrom", any("OWN", "UNKNOWN", "ENTRY"));
          contact.put("hours", anyHours());
          contact.put("languages", List.of(any("km", "jpn", "ind", "fil"), any("th", "ja")));
        }
      }
    }
    List<Map<String, Object>> calendar = new ArrayList<>(list(all, "calendar"));
    calendar.removeIf(
        day -> random.nextInt(20) == 0 || String.valueOf(day.get("date")).compareTo("2027-08") > 0);
    all.put("calendar", calendar);
    List<Map<String, Object>> closures = new ArrayList<>(list(all, "closures"));
    for (String area : List.of("63000030", "65000", "64000", "63000")) {
      Instant from = BEGIN.plus(Duration.ofMinutes(random.nextInt(20_000)));
      closures.add(
          Map.of(
              "id", UUID.nameUUIDFromBytes(area.getBytes(StandardCharsets.UTF_8)).toString(),
              "area", area,
              "from", from.toString(),
              "until", from.plus(Duration.ofMinutes(1 + random.nextInt(6_000))).toString()));
    }
    all.put("closures", closures);
    return Objects.requireNonNull(
        json.readValue(json.writeValueAsBytes(all), DirectoryDocument.class));
  }

  private Map<String, Object> anyHours() {
    Map<String, Object> hours = new HashMap<>();
    hours.put(
        "holidayRule",
        any("OPEN", "CLOSED", "FOLLOWS_CALENDAR", "FOLLOWS_CALENDAR", "REDUCED", "UNKNOWN"));
    if (random.nextInt(8) == 0) {
      hours.put("alwaysOpen", random.nextBoolean());
    }
    List<Map<String, Object>> weekly = new ArrayList<>();
    for (int period = random.nextInt(4); period > 0; period--) {
      Map<String, Object> each = anySpan();
      each.put("days", random.ints(1 + random.nextInt(5), 1, 8).distinct().boxed().toList());
      if (random.nextInt(4) == 0) {
        each.put("validFrom", LocalDate.of(2026, 12, 1).plusDays(random.nextInt(60)).toString());
      }
      if (random.nextInt(4) == 0) {
        each.put("validUntil", LocalDate.of(2027, 2, 1).plusDays(random.nextInt(400)).toString());
      }
      weekly.add(each);
    }
    hours.put("weekly", weekly);
    if (random.nextBoolean()) {
      hours.put("holidaySpans", List.of(anySpan()));
    }
    return hours;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> object, String name) {
    return (List<Map<String, Object>>) object.getOrDefault(name, List.of());
  }

  private static Map<String, Object> unreadableHours() {
    return Map.of(
        "holidayRule",
        "OPEN",
        "weekly",
        List.of(Map.of("days", List.of(1), "opens", "9:00", "closes", "17:00")));
  }

  private Map<String, Object> anySpan() {
    int opens = random.nextInt(OpeningPeriod.DAY);
    int closes = opens + 1 + random.nextInt(2 * OpeningPeriod.DAY - opens);
    Map<String, Object> span = new HashMap<>();
    span.put("opens", OpeningPeriod.clock(opens));
    span.put("closes", OpeningPeriod.clock(closes));
    return span;
  }

  private String any(String... values) {
    return values[random.nextInt(values.length)];
  }

  /// The same directory with a typhoon in one county and with two entries that are closed.
  private static DirectoryDocument withClosures(DirectoryDocument pack) {
    Instant storm = BEGIN.plus(Duration.ofHours(30));
    DirectoryDocument.ClosureDocument closure =
        new DirectoryDocument.ClosureDocument(
            new UUID(0, 1),
            "63000",
            storm,
            storm.plus(Duration.ofHours(20)),
            Map.of("zh-TW", "颱風", "en", "Typhoon's second day"));
    DirectoryDocument closed =
        pack.with(pack.version(), pack.entries(), List.of(closure))
            .withEntry(
                entry(pack, "tpe.cmhc")
                    .with(
                        ResourceStatus.TEMPORARILY_CLOSED,
                        null,
                        new EntryDocument.EntryClosureDocument(
                            storm, storm.plus(Duration.ofDays(3)), null),
                        null));
    return closed.withEntry(
        entry(pack, "tw.hotline.165").with(ResourceStatus.TEMPORARILY_CLOSED, null, null, null));
  }

  private static EntryDocument entry(DirectoryDocument directory, String key) {
    return Objects.requireNonNull(directory.entries()).stream()
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  /// Both sides of the next changes, and minutes by chance.
  private TreeSet<Instant> instants(Resource resource, String language) {
    TreeSet<Instant> instants = new TreeSet<>();
    Instant at = BEGIN;
    for (int change = 0; change < CHANGES; change++) {
      Instant next = resource.availability(at, LanguageNegotiator.primary(language)).nextChangeAt();
      if (next == null) {
        break;
      }
      instants.add(next.minusSeconds(1));
      instants.add(next);
      at = next;
    }
    for (int other = 0; other < OTHERS; other++) {
      instants.add(BEGIN.plus(Duration.ofMinutes(random.nextInt(366 * 24 * 60))));
    }
    return instants;
  }

  private static Map<String, Object> probe(Resource resource, String language, Instant at) {
    return Map.of(
        "key",
        resource.key(),
        "language",
        language,
        "at",
        at.getEpochSecond(),
        "entry",
        text(resource.availability(at, LanguageNegotiator.primary(language)), language),
        "contacts",
        contacts(resource, at, language));
  }

  /// In the order of the bundle.
  private static List<String> contacts(Resource resource, Instant at, String language) {
    return resource.contacts().stream()
        .sorted(
            Comparator.comparing(contact -> resource.entry().contacts().indexOf(contact.data())))
        .map(contact -> text(contact.availability(at), language))
        .toList();
  }

  private static String text(Availability availability, String language) {
    Instant change = availability.nextChangeAt();
    Language reader =
        Arrays.stream(Language.values())
            .filter(each ->
                LanguageNegotiator.primary(each.tag()).equals(LanguageNegotiator.primary(language)))
            .findFirst()
            .orElse(Language.EN);
    return "%s %s %s %s"
        .formatted(
            availability.state(),
            availability.cause(),
            change == null ? "-" : change.getEpochSecond(),
            WORDS.reason(availability, reader));
  }
}
