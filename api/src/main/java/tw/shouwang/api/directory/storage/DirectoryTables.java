package tw.shouwang.api.directory.storage;

import static tw.shouwang.api.directory.document.DirectoryDocument.orEmpty;

import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.document.EntryReader;
import tw.shouwang.api.directory.document.LineTableDocument;
import tw.shouwang.api.directory.understanding.LexiconGroup;

/// The directory in PostgreSQL: read as a whole, written one entry at a time.
@Singleton
public class DirectoryTables {

  private final StateRepository state;
  private final SourceRepository sources;
  private final AreaRepository areas;
  private final CentreRepository centres;
  private final EntryDocumentRepository entries;
  private final CalendarDayRepository calendar;
  private final AreaClosureRepository closures;
  private final RemovedRepository removed;
  private final JsonMapper json;
  private final UnderstandingRepository understanding;
  private final InstantSource clock;

  DirectoryTables(
      StateRepository state,
      SourceRepository sources,
      AreaRepository areas,
      CentreRepository centres,
      EntryDocumentRepository entries,
      CalendarDayRepository calendar,
      AreaClosureRepository closures,
      RemovedRepository removed,
      UnderstandingRepository understanding,
      JsonMapper json,
      InstantSource clock) {
    this.state = state;
    this.sources = sources;
    this.areas = areas;
    this.centres = centres;
    this.entries = entries;
    this.calendar = calendar;
    this.closures = closures;
    this.removed = removed;
    this.json = json;
    this.understanding = understanding;
    this.clock = clock;
  }

  /// All readable rows, as of one moment; empty if nothing was ever imported.
  public Optional<DirectoryDocument> load() {
    return load(any -> {});
  }

  /// @param leftOut is called for each row that this version does not understand
  @Transactional(readOnly = true, isolation = TransactionDefinition.Isolation.REPEATABLE_READ)
  public Optional<DirectoryDocument> load(Consumer<String> leftOut) {
    return state.find().map(row -> load(row, leftOut));
  }

  /// Takes the writers' lock until the end of the transaction.
  ///
  /// @param served the document that this node serves
  /// @return the present directory: `served` if it is current, so that an edit does not read all
  ///   tables under the lock; else newly read
  public DirectoryDocument lock(DirectoryDocument served) {
    StateRow row = state.lock();
    boolean isCurrent =
        row.epoch().equals(served.epoch())
            && Long.valueOf(row.revision()).equals(served.revision());
    return isCurrent ? served : load(row, any -> {});
  }

  private DirectoryDocument load(StateRow row, Consumer<String> leftOut) {
    List<CalendarDayRow> days = calendar.findAll();
    List<CentreRow> serving = centres.findAll();
    Set<String> served =
        serving.stream().flatMap(centre -> centre.areas().stream()).collect(Collectors.toSet());
    return new DirectoryDocument(
        row.packVersion(),
        DirectoryPack.ATTRIBUTION,
        row.epoch(),
        row.revision(),
        row.oldestRevision(),
        row.synonyms(),
        sources.findAll().stream()
            .map(source ->
                new DirectoryDocument.SourceDocument(
                    source.id(), source.title(), source.url(), source.asOf()))
            .toList(),
        areas.findAll().stream()
            .map(area -> document(area, area.served() || served.contains(area.code())))
            .toList(),
        serving.stream()
            .map(centre ->
                new DirectoryDocument.CentreDocument(
                    centre.code(), centre.areas(), centre.resource(), centre.name()))
            .toList(),
        entries.findAll().stream().flatMap(entry -> readable(entry, leftOut)).toList(),
        days.stream()
            .map(day -> new DirectoryDocument.DayDocument(day.day(), day.off(), day.name()))
            .toList(),
        days.stream()
            .max(Comparator.comparing(CalendarDayRow::day))
            .map(CalendarDayRow::edition)
            .orElse(null),
        closures.findAll().stream()
            .map(closure ->
                new DirectoryDocument.ClosureDocument(
                    closure.id(),
                    closure.area(),
                    closure.closedFrom(),
                    closure.closedUntil(),
                    closure.reason()))
            .toList(),
        removed.findAll().stream()
            .filter(RemovedRow::told)
            .map(gone ->
                new DirectoryDocument.RemovedDocument(gone.id(), gone.key(), gone.revision()))
            .toList(),
        understanding(leftOut));
  }

  /// Null if no upgrade has imported it yet. A row that this version does not understand is left
  /// out; an unreadable table is replaced by this release's.
  private DirectoryDocument.@Nullable UnderstandingDocument understanding(
      Consumer<String> leftOut) {
    List<UnderstandingRow> rows =
        understanding.findAll().stream()
            .sorted(Comparator.comparing(UnderstandingRow::key))
            .toList();
    if (rows.isEmpty()) {
      return null;
    }
    LineTableDocument table =
        rows.stream()
            .flatMap(row -> readable(row.key(), row.lines(), LineTableDocument.class, leftOut))
            .findFirst()
            .orElseGet(() -> DirectoryPack.lineTable(json));
    List<LexiconGroup> groups =
        rows.stream()
            .flatMap(row -> readable(row.key(), row.lexicon(), LexiconGroup.class, leftOut))
            .toList();
    return new DirectoryDocument.UnderstandingDocument(groups, table.lines(), table.crisisLines());
  }

  private <T> Stream<T> readable(
      String key, @Nullable String written, Class<T> type, Consumer<String> leftOut) {
    try {
      return written == null ? Stream.empty() : Stream.ofNullable(json.readValue(written, type));
    } catch (IOException | RuntimeException e) {
      leftOut.accept("understanding " + key);
      return Stream.empty();
    }
  }

  /// Replaces the data for understanding texts, except what a person changed here.
  void writeUnderstanding(DirectoryDocument.UnderstandingDocument packed) {
    understanding.deleteUnedited();
    Set<String> edited =
        understanding.findAll().stream().map(UnderstandingRow::key).collect(Collectors.toSet());
    LineTableDocument table = new LineTableDocument(packed.crisisLines(), packed.lines());
    understanding.saveAll(
        rows(packed.lexicon(), table, false).filter(row -> !edited.contains(row.key())).toList());
  }

  /// Replaces groups of phrases, and optionally the table, by a person's version, which upgrades do
  /// not overwrite. A group without phrases is disabled.
  public void editUnderstanding(List<LexiconGroup> groups, @Nullable LineTableDocument table) {
    List<UnderstandingRow> rows = rows(groups, table, true).toList();
    rows.forEach(row -> understanding.deleteById(row.key()));
    understanding.saveAll(rows);
  }

  private Stream<UnderstandingRow> rows(
      List<LexiconGroup> groups, @Nullable LineTableDocument table, boolean edited) {
    return Stream.concat(
        groups.stream()
            .map(group ->
                new UnderstandingRow(
                    UnderstandingRow.keyOf(group.key()), written(group), null, edited)),
        Stream.ofNullable(table)
            .map(lines ->
                new UnderstandingRow(UnderstandingRow.LINES, null, written(lines), edited)));
  }

  /// @param served whether a centre takes its reports; one that joined is not in the pack's areas
  private static DirectoryDocument.AreaDocument document(AreaRow area, boolean served) {
    return new DirectoryDocument.AreaDocument(
        area.code(),
        area.name(),
        area.parent(),
        served ? true : null,
        area.aliases(),
        area.latitude(),
        area.longitude());
  }

  private Stream<EntryDocument> readable(EntryDocumentRow row, Consumer<String> leftOut) {
    try {
      return Stream.of(read(row).document());
    } catch (RuntimeException e) {
      leftOut.accept("entry " + row.key());
      return Stream.empty();
    }
  }

  private StoredEntry read(EntryDocumentRow row) {
    try {
      EntryDocument document = json.readValue(row.document(), EntryDocument.class);
      return new StoredEntry(
          Objects.requireNonNull(document).at(row.version(), row.revision(), row.modifiedAt()),
          row.version(),
          row.edited());
    } catch (IOException e) {
      throw new UncheckedIOException("a stored entry cannot be read", e);
    }
  }

  /// The codes of all centres, in alphabetical order.
  public List<String> centreCodes() {
    return centres.findAll().stream().map(CentreRow::code).sorted().toList();
  }

  /// One stored entry, with whether a person changed it here.
  public Optional<StoredEntry> find(UUID id) {
    return entries.findById(id).map(this::read);
  }

  /// Replaces the entry with the same key, or adds it.
  ///
  /// @return the entry as stored
  public EntryDocument write(EntryDocument entry, long version, long revision, boolean edited) {
    UUID id = EntryReader.id(entry.key());
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    EntryDocument stored = entry.withNumbersRead().at(version, revision, now);
    EntryDocumentRow row =
        new EntryDocumentRow(
            id, entry.key(), written(stored.at(null, null)), version, revision, edited, now);
    if (entries.findById(id).isPresent()) {
      entries.update(row);
    } else {
      entries.save(row);
      removed.deleteById(id);
    }
    return stored;
  }

  private String written(Object document) {
    try {
      return json.writeValueAsString(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes an entry and leaves its tombstone.
  public void remove(UUID id, String key, long revision, Instant now) {
    entries.deleteById(id);
    removed.save(new RemovedRow(id, key, revision, now, true));
  }

  /// Adds or replaces what entries refer to.
  void writeReferences(DirectoryDocument document) {
    for (DirectoryDocument.SourceDocument source : orEmpty(document.sources())) {
      SourceRow row = new SourceRow(source.id(), source.title(), source.url(), source.asOf());
      if (sources.findById(row.id()).isPresent()) {
        sources.update(row);
      } else {
        sources.save(row);
      }
    }
    orEmpty(document.areas()).stream()
        .sorted(Comparator.comparing(area -> area.parent() != null))
        .forEach(this::write);
    for (DirectoryDocument.CentreDocument centre : orEmpty(document.centres())) {
      CentreRow row =
          new CentreRow(centre.code(), centre.name(), centre.areas(), centre.resource());
      if (centres.findById(row.code()).isPresent()) {
        centres.update(row);
      } else {
        centres.save(row);
      }
    }
  }

  private void write(DirectoryDocument.AreaDocument area) {
    AreaRow row =
        new AreaRow(
            area.code(),
            area.name(),
            area.parent(),
            Boolean.TRUE.equals(area.served()),
            orEmpty(area.aliases()),
            area.lat(),
            area.lon());
    if (areas.findById(row.code()).isPresent()) {
      areas.update(row);
    } else {
      areas.save(row);
    }
  }

  /// Replaces the calendar's days by these.
  public void writeCalendar(List<DirectoryDocument.DayDocument> days, String edition) {
    if (days.isEmpty()) {
      return;
    }
    calendar.deleteByDayBetween(
        days.stream()
            .map(DirectoryDocument.DayDocument::date)
            .min(Comparator.naturalOrder())
            .orElseThrow(),
        days.stream()
            .map(DirectoryDocument.DayDocument::date)
            .max(Comparator.naturalOrder())
            .orElseThrow());
    calendar.saveAll(
        days.stream()
            .map(day -> new CalendarDayRow(day.date(), day.off(), day.name(), edition))
            .toList());
  }
}
