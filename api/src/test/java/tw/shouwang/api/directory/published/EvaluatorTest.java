package tw.shouwang.api.directory.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.hours.Availability;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.view.ContactScope;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LanguageNegotiator;

/// C3: a device with the bundle alone says the same as the service, for every entry, contact and
/// language, around the changes of a year and at other minutes.
class EvaluatorTest {

  private static final Instant BEGIN = Instant.parse("2026-12-20T00:00:00Z");
  private static final int CHANGES = 12;
  private static final int OTHERS = 12;

  private final JsonMapper json = JsonMapper.createDefault();
  private final Random random = new Random(12);

  @Test
  void aDeviceSaysTheSameAsTheService(@TempDir Path folder) throws Exception {
    DirectoryDocument directory = withClosures(DirectoryPack.load(json));
    DirectorySnapshot snapshot = DirectorySnapshot.build(directory, BEGIN);
    List<Map<String, Object>> probes = new ArrayList<>();
    for (int number = 0; number < snapshot.size(); number++) {
      Resource resource =
          new Resource(snapshot, snapshot.item(number), ContactScope.everywhere(), null);
      for (Language language : Language.values()) {
        instants(resource, language).forEach(at -> probes.add(probe(resource, language, at)));
      }
    }
    assertThat(probes).hasSizeGreaterThan(20_000);
    Path module = folder.resolve("evaluator.mjs");
    Files.copy(
        Path.of("src/main/resources/directory/evaluator.js"),
        module,
        StandardCopyOption.REPLACE_EXISTING);
    Path bundle = folder.resolve("bundle.json");
    Files.write(bundle, Bundle.plain(snapshot.version(), directory, json));
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
    String said = Files.readString(log);
    assertThat(said).startsWith("all ");
    System.out.print("evaluator, milliseconds: " + said);
    assertThat(Double.parseDouble(said.strip().substring("all ".length()))).isLessThan(20);
  }

  /// The same directory with a typhoon in one county and with two entries that are closed.
  private static DirectoryDocument withClosures(DirectoryDocument pack) {
    Instant storm = BEGIN.plus(Duration.ofHours(30));
    DirectoryDocument.ClosureDocument closure =
        new DirectoryDocument.ClosureDocument(
            new UUID(0, 1), "63000", storm, storm.plus(Duration.ofHours(20)), null);
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
  private TreeSet<Instant> instants(Resource resource, Language language) {
    TreeSet<Instant> instants = new TreeSet<>();
    Instant at = BEGIN;
    for (int change = 0; change < CHANGES; change++) {
      Instant next =
          resource.availability(at, LanguageNegotiator.primary(language.tag())).nextChangeAt();
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

  private static Map<String, Object> probe(Resource resource, Language language, Instant at) {
    return Map.of(
        "key",
        resource.key(),
        "language",
        language.tag(),
        "at",
        at.getEpochSecond(),
        "entry",
        text(resource.availability(at, LanguageNegotiator.primary(language.tag()))),
        "contacts",
        contacts(resource, at));
  }

  /// In the order of the bundle.
  private static List<String> contacts(Resource resource, Instant at) {
    return resource.contacts().stream()
        .sorted(
            java.util.Comparator.comparing(
                contact -> resource.entry().contacts().indexOf(contact.data())))
        .map(contact -> text(contact.availability(at)))
        .toList();
  }

  private static String text(Availability availability) {
    Instant change = availability.nextChangeAt();
    return availability.state() + " " + (change == null ? "-" : change.getEpochSecond());
  }
}
