package tw.shouwang.api.directory.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Closure;
import tw.shouwang.api.directory.entries.Confidence;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.HolidayRule;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.OpeningPeriod;
import tw.shouwang.api.directory.entries.OpeningSpan;
import tw.shouwang.api.directory.hours.Schedule;
import tw.shouwang.api.directory.hours.Timetable;

/// Makes the items of one snapshot. Equal timetables are one object, and so are equal facets: there
/// are few different ones, so a query judges each only once.
final class IndexedEntries {

  private record Key(
      @Nullable Boolean alwaysOpen,
      List<OpeningPeriod> weekly,
      HolidayRule rule,
      List<OpeningSpan> spans,
      boolean doubted,
      List<Closure> closures) {}

  private final Map<Area, List<Closure>> areaClosures;
  private final Map<Key, Integer> timetableIndexes = new HashMap<>();
  private final List<Timetable> timetables = new ArrayList<>();
  private final Map<Facet, Integer> facetIndexes = new HashMap<>();
  private final List<Facet> facets = new ArrayList<>();

  IndexedEntries(Map<Area, List<Closure>> areaClosures) {
    this.areaClosures = areaClosures;
  }

  IndexedEntry item(Entry entry, int number) {
    int own = timetable(entry, entry.hours());
    int[] contacts =
        entry.contacts().stream().mapToInt(contact -> timetable(entry, contact.hours())).toArray();
    int facet = facet(entry);
    return new IndexedEntry(entry, number, own, contacts, facet, facets.get(facet));
  }

  Facet[] facets() {
    return facets.toArray(Facet[]::new);
  }

  Timetable[] timetables() {
    return timetables.toArray(Timetable[]::new);
  }

  private int facet(Entry entry) {
    return facetIndexes.computeIfAbsent(
        Facet.of(entry),
        facet -> {
          facets.add(facet);
          return facets.size() - 1;
        });
  }

  private int timetable(Entry entry, Hours hours) {
    List<Closure> closures = new ArrayList<>();
    if (entry.closure() != null) {
      closures.add(entry.closure());
    }
    areaClosures.forEach((area, inArea) -> {
      if (entry.shutWith(area, hours)) {
        closures.addAll(inArea);
      }
    });
    boolean doubted = entry.confidence() == Confidence.LOW;
    Key key =
        new Key(
            hours.alwaysOpen(),
            hours.weekly(),
            hours.holidayRule(),
            hours.holidaySpans(),
            doubted,
            closures);
    return timetableIndexes.computeIfAbsent(
        key,
        any -> {
          timetables.add(new Timetable(new Schedule(hours, doubted), closures));
          return timetables.size() - 1;
        });
  }
}
