package tw.shouwang.api.directory.storage;

import static tw.shouwang.api.directory.document.DirectoryDocument.orEmpty;

import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.document.EntryReader;

/// Imports the pack in the jar into the database, once for every version of the pack.
///
/// Rules: an entry that a person changed here stays as it is, and an entry that a person removed
/// stays removed; all others become as in the pack. Entries that the pack no longer has stay,
/// because only a person removes entries. A year of the calendar is imported only if that year is
/// not loaded yet, so that a corrected edition is never overwritten.
@Singleton
class PackImporter {

  private static final Logger LOG = LoggerFactory.getLogger(PackImporter.class);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
  private static final int MOST_TRIES = 300;

  private final JsonMapper json;
  private final DirectoryTables tables;
  private final StateRepository state;
  private final CalendarDayRepository calendar;
  private final RemovedRepository removed;

  PackImporter(
      JsonMapper json,
      DirectoryTables tables,
      StateRepository state,
      CalendarDayRepository calendar,
      RemovedRepository removed) {
    this.json = json;
    this.tables = tables;
    this.state = state;
    this.calendar = calendar;
    this.removed = removed;
  }

  record Imported(int added, int renewed, int kept) {}

  /// Imports the pack if its version is not the last imported one.
  Optional<Imported> importPack() {
    return importPack(DirectoryPack.load(json));
  }

  @Transactional
  Optional<Imported> importPack(DirectoryDocument pack) {
    if (state.find().isEmpty()) {
      waitForFirstImport();
    }
    Optional<StateRow> before = state.find();
    if (before.isPresent() && before.get().packVersion().equals(pack.version())) {
      return Optional.empty();
    }
    if (before.isEmpty()) {
      state.save(
          new StateRow(
              true, UUID.randomUUID().toString(), 0, 0, pack.version(), orEmpty(pack.synonyms())));
    }
    long revision = state.nextRevision();
    state.setPackVersion(pack.version());
    tables.writeReferences(pack);
    Imported imported = entries(orEmpty(pack.entries()), revision);
    if (calendar(pack) && before.isPresent()) {
      // The feed covers entries only, so a client has to load the whole bundle again for the new
      // year.
      state.setOldestRevision(revision);
    }
    if (pack.understanding() != null) {
      tables.writeUnderstanding(pack.understanding());
    }
    LOG.info(
        "imported directory pack {}: {} added, {} renewed, {} kept as edited here",
        pack.version(),
        imported.added(),
        imported.renewed(),
        imported.kept());
    return Optional.of(imported);
  }

  /// Two processes may be the first at once, and only one may import. The other tries again and
  /// does not wait in the database, which ends a statement that waits longer than a request may.
  private void waitForFirstImport() {
    for (int tries = 0; !state.holdFirstImport(); tries++) {
      if (tries == MOST_TRIES) {
        throw new IllegalStateException("another process is importing the directory");
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  private Imported entries(List<EntryDocument> entries, long revision) {
    Set<String> gone = removed.findAll().stream().map(RemovedRow::key).collect(Collectors.toSet());
    int added = 0;
    int renewed = 0;
    int kept = 0;
    for (EntryDocument entry : entries) {
      Optional<StoredEntry> there = tables.find(EntryReader.id(entry.key()));
      if (there.isEmpty() && gone.contains(entry.key())) {
        kept++;
      } else if (there.isEmpty()) {
        tables.write(entry, 1, revision, false);
        added++;
      } else if (there.get().edited()) {
        kept++;
      } else if (!isSame(there.get().document(), entry)) {
        tables.write(entry, there.get().version() + 1, revision, false);
        renewed++;
      }
    }
    return new Imported(added, renewed, kept);
  }

  private static boolean isSame(EntryDocument there, EntryDocument packed) {
    return there.at(null, null).equals(packed.withNumbersRead().at(null, null));
  }

  /// Adds the years that the database lacks; returns whether there were any.
  private boolean calendar(DirectoryDocument pack) {
    Set<Integer> years =
        calendar.findAll().stream()
            .map(CalendarDayRow::day)
            .map(LocalDate::getYear)
            .collect(Collectors.toSet());
    Map<Integer, List<DirectoryDocument.DayDocument>> lacking =
        orEmpty(pack.calendar()).stream()
            .filter(day -> !years.contains(day.date().getYear()))
            .collect(Collectors.groupingBy(day -> day.date().getYear()));
    lacking.forEach((year, days) -> tables.writeCalendar(days, DirectoryPack.edition(year)));
    return !lacking.isEmpty();
  }
}
