package tw.shouwang.api.directory.snapshot;

import static tw.shouwang.api.directory.document.DirectoryDocument.orEmpty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.EntryReader;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.AreaClosure;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.directory.entries.Closure;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.Point;
import tw.shouwang.api.directory.entries.ResourceId;
import tw.shouwang.api.directory.entries.Source;
import tw.shouwang.api.directory.hours.Timetable;
import tw.shouwang.api.directory.hours.WorkingCalendar;
import tw.shouwang.api.directory.text.TextIndex;
import tw.shouwang.api.directory.text.TextIndexBuilder;
import tw.shouwang.api.directory.understanding.Understanding;
import tw.shouwang.i18n.LocalizedText;

/// The whole directory at one revision, immutable and indexed. A query reads nothing else.
public final class DirectorySnapshot {

  private final String epoch;
  private final long revision;
  private final long oldestRevision;
  private final Instant builtAt;
  private final IndexedEntry[] items;
  private final Map<String, IndexedEntry> byKey = new HashMap<>();
  private final Map<UUID, IndexedEntry> byId = new HashMap<>();
  private final Set<String> answeredLanguages = new HashSet<>();
  private final Map<String, List<IndexedEntry>> predecessors = new HashMap<>();
  private final Map<String, Area> areas;
  private final int[] facetOf;
  private final int[] timetableOf;
  private final Map<String, int[]> timetablesByReader = new HashMap<>();
  private final Facet[] facets;
  private final Map<String, byte[]> verdicts = new ConcurrentHashMap<>();
  private final Members everything;
  private final Map<String, Members> byArea;
  private final SpatialIndex places;
  private final Timetable[] timetables;
  private final WorkingCalendar calendar;
  private final AtomicReference<MinuteStates> lastStates;
  private final List<Centre> centres;
  private final List<DirectoryDocument.RemovedDocument> removed;
  private final List<AreaClosure> areaClosures;
  private final TextIndex text;
  private final List<String> leftOut = new ArrayList<>();
  private final Understanding understanding;

  private DirectorySnapshot(DirectoryDocument document, Instant builtAt) {
    this.epoch = document.epoch() == null ? "pack-" + document.version() : document.epoch();
    this.revision = document.revision() == null ? 0 : document.revision();
    this.oldestRevision = document.oldestRevision() == null ? 0 : document.oldestRevision();
    this.builtAt = builtAt;
    this.areas = areas(document);
    this.calendar = calendar(document);
    this.removed = List.copyOf(orEmpty(document.removed()));
    EntryReader reader = new EntryReader(areas, sources(document));
    orEmpty(document.areas()).stream()
        .filter(area -> !areas.containsKey(area.code()))
        .forEach(area -> leftOut.add("area " + area.code()));
    List<Entry> entries =
        new ArrayList<>(
            readable(orEmpty(document.entries()), reader::read, each -> "entry " + each.key()));
    entries.sort(Comparator.comparingInt(Entry::locality).thenComparing(Entry::key));
    areaClosures = areaClosures(document);
    IndexedEntries table = new IndexedEntries(closures(areaClosures));
    items = new IndexedEntry[entries.size()];
    facetOf = new int[items.length];
    timetableOf = new int[items.length];
    for (int number = 0; number < items.length; number++) {
      items[number] = table.item(entries.get(number), number);
      facetOf[number] = items[number].facetIndex();
      timetableOf[number] = items[number].timetable();
      add(items[number]);
    }
    for (IndexedEntry item : items) {
      item.timetablesByLanguage()
          .forEach((language, timetable) ->
              timetablesByReader
                      .computeIfAbsent(language, any -> timetableOf.clone())[item.number()] =
                  timetable);
    }
    timetables = table.timetables();
    facets = table.facets();
    lastStates = new AtomicReference<>(new MinuteStates(Long.MIN_VALUE, timetables, calendar));
    centres = centres(document);
    everything = Members.everything(facetOf);
    byArea = Members.byArea(items, facetOf, areas.values());
    places = SpatialIndex.of(items);
    text =
        TextIndexBuilder.build(
            entries,
            areas.values(),
            key ->
                predecessors.getOrDefault(key, List.of()).stream()
                    .map(IndexedEntry::entry)
                    .toList(),
            orEmpty(document.synonyms()));
    understanding = understanding(document);
  }

  public static DirectorySnapshot build(DirectoryDocument document, Instant builtAt) {
    return new DirectorySnapshot(document, builtAt);
  }

  /// The rows of a list that this version understands. One bad row, perhaps of a newer version,
  /// must not prevent the others from being served.
  private <D, T> List<T> readable(
      List<D> documents, Function<D, T> read, Function<D, String> name) {
    List<T> understood = new ArrayList<>();
    for (D document : documents) {
      try {
        understood.add(read.apply(document));
      } catch (IllegalArgumentException | NullPointerException e) {
        leftOut.add(name.apply(document));
      }
    }
    return understood;
  }

  /// The rows of the document that this version does not understand and left out.
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  private void add(IndexedEntry item) {
    if (byKey.put(item.entry().key(), item) != null) {
      throw new IllegalArgumentException("two entries have one key");
    }
    byId.put(item.entry().id(), item);
    answeredLanguages.addAll(item.primaryLanguages());
    String successor = item.entry().supersededBy();
    if (successor != null) {
      predecessors.computeIfAbsent(successor, key -> new ArrayList<>()).add(item);
    }
  }

  /// Identifies this content: the lineage of its database, and the revision in it.
  public String version() {
    return epoch + "." + revision;
  }

  public String epoch() {
    return epoch;
  }

  public long revision() {
    return revision;
  }

  /// The oldest revision since which all changes are known.
  public long oldestRevision() {
    return oldestRevision;
  }

  public Instant builtAt() {
    return builtAt;
  }

  public int size() {
    return items.length;
  }

  public IndexedEntry item(int number) {
    return items[number];
  }

  /// The first of the caller's languages that any line answers in; else the first.
  public String bestSpoken(List<String> spoken) {
    for (String tag : spoken) {
      if (answeredLanguages.contains(tag)) {
        return tag;
      }
    }
    return spoken.getFirst();
  }

  public Optional<IndexedEntry> byKey(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  public Optional<IndexedEntry> byId(UUID id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// The entry of a key, or of an id in any form; a malformed id counts as unknown.
  public Optional<IndexedEntry> find(String idOrKey) {
    return byKey(idOrKey)
        .or(() -> ResourceId.parse(idOrKey).map(ResourceId::entry).flatMap(this::byId));
  }

  /// The entries that this one replaced.
  public List<IndexedEntry> predecessors(String key) {
    return predecessors.getOrDefault(key, List.of());
  }

  public Optional<Area> area(String code) {
    return Optional.ofNullable(areas.get(code));
  }

  public Map<String, Area> areas() {
    return areas;
  }

  /// The listed entries that serve an area.
  public Members serving(Area area) {
    return byArea.getOrDefault(area.code(), Members.NONE);
  }

  /// The listed entries that serve any of these areas.
  public Members servingAny(List<Area> asked) {
    return asked.size() == 1
        ? serving(asked.getFirst())
        : Members.of(
            asked.stream()
                .flatMapToInt(area -> Arrays.stream(serving(area).numbers()))
                .sorted()
                .distinct()
                .toArray(),
            facetOf);
  }

  /// All entries, including those that are in no list.
  public Members everything() {
    return everything;
  }

  public SpatialIndex places() {
    return places;
  }

  /// The index of an entry's facet.
  public int facetOf(int number) {
    return facetOf[number];
  }

  public Facet[] facets() {
    return facets;
  }

  /// The verdicts on facets for a query without filters, computed once per language and kind of
  /// query. All languages that no line answers in share one result.
  public byte[] verdicts(String asker, String kind, Function<Facet[], byte[]> judge) {
    String known = answeredLanguages.contains(asker) ? asker : "";
    return verdicts.computeIfAbsent(known + " " + kind, any -> judge.apply(facets));
  }

  /// By entry number, the index of the timetable that applies to a reader of this language; the
  /// array must not be changed.
  public int[] timetablesFor(String primaryLanguage) {
    return timetablesByReader.getOrDefault(primaryLanguage, timetableOf);
  }

  /// The index that this locality and key have, or would have, among the items.
  public int position(int locality, String key) {
    int low = 0;
    int high = items.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      Entry entry = items[middle].entry();
      int order = Integer.compare(entry.locality(), locality);
      if (order == 0) {
        order = entry.key().compareTo(key);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  public Timetable timetable(int index) {
    return timetables[index];
  }

  public int timetableCount() {
    return timetables.length;
  }

  /// The states in a minute; those of the last queried minute are cached.
  public MinuteStates statesAt(long minute) {
    MinuteStates last = lastStates.get();
    if (last.minute() == minute) {
      return last;
    }
    MinuteStates states = new MinuteStates(minute, timetables, calendar);
    lastStates.set(states);
    return states;
  }

  public WorkingCalendar calendar() {
    return calendar;
  }

  public List<Centre> centres() {
    return centres;
  }

  public List<DirectoryDocument.RemovedDocument> removed() {
    return removed;
  }

  /// The declared closures of whole areas, without those of areas that are not known.
  public List<AreaClosure> areaClosures() {
    return areaClosures;
  }

  public TextIndex text() {
    return text;
  }

  /// The data for understanding texts.
  public Understanding understanding() {
    return understanding;
  }

  private Understanding understanding(DirectoryDocument document) {
    DirectoryDocument.UnderstandingDocument written = document.understanding();
    return written == null
        ? Understanding.of(List.of(), List.of(), List.of(), areas.values())
        : Understanding.of(
            written.lexicon(), written.lines(), written.crisisLines(), areas.values());
  }

  public static Map<String, Source> sources(DirectoryDocument document) {
    Map<String, Source> sources = new HashMap<>();
    for (DirectoryDocument.SourceDocument source : orEmpty(document.sources())) {
      sources.put(
          source.id(), new Source(source.id(), source.title(), source.url(), source.asOf()));
    }
    return sources;
  }

  /// The areas by code, without those whose parent is missing or leads nowhere.
  public static Map<String, Area> areas(DirectoryDocument document) {
    Map<String, Area> areas = new LinkedHashMap<>();
    List<DirectoryDocument.AreaDocument> parentsFirst =
        orEmpty(document.areas()).stream()
            .sorted(
                Comparator.comparing((DirectoryDocument.AreaDocument a) -> a.parent() != null)
                    .thenComparing(DirectoryDocument.AreaDocument::code))
            .toList();
    for (DirectoryDocument.AreaDocument area : parentsFirst) {
      @Nullable Area parent = area.parent() == null ? null : areas.get(area.parent());
      LocalizedText name = EntryReader.text(area.name());
      if ((area.parent() != null && parent == null) || name == null) {
        continue;
      }
      areas.put(
          area.code(),
          new Area(
              area.code(),
              name,
              parent,
              Boolean.TRUE.equals(area.served()),
              orEmpty(area.aliases()),
              area.lat() == null || area.lon() == null ? null : new Point(area.lat(), area.lon())));
    }
    return areas;
  }

  private static WorkingCalendar calendar(DirectoryDocument document) {
    return new WorkingCalendar(
        orEmpty(document.calendar()).stream()
            .map(day -> new WorkingCalendar.Line(day.date(), day.off(), day.name()))
            .toList());
  }

  private List<AreaClosure> areaClosures(DirectoryDocument document) {
    List<DirectoryDocument.ClosureDocument> known =
        orEmpty(document.closures()).stream()
            .filter(closure -> areas.containsKey(closure.area()))
            .toList();
    return readable(
        known,
        closure ->
            new AreaClosure(
                closure.id(),
                area(closure.area()).orElseThrow(),
                closure.from(),
                closure.until(),
                EntryReader.text(closure.reason())),
        closure -> "closure " + closure.id());
  }

  private static Map<Area, List<Closure>> closures(List<AreaClosure> declared) {
    Map<Area, List<Closure>> closures = new LinkedHashMap<>();
    declared.forEach(each ->
        closures.computeIfAbsent(each.area(), any -> new ArrayList<>()).add(each.closure()));
    return closures;
  }

  private List<Centre> centres(DirectoryDocument document) {
    return readable(
        orEmpty(document.centres()),
        centre ->
            new Centre(
                centre.code(),
                Objects.requireNonNull(EntryReader.text(centre.name())),
                centre.areas().stream().flatMap(code -> area(code).stream()).toList(),
                centre.resource()),
        centre -> "centre " + centre.code());
  }
}
