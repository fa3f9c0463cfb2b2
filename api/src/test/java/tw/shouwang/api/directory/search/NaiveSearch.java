package tw.shouwang.api.directory.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Closure;
import tw.shouwang.api.directory.entries.Confidence;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.EntryContact;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.LocalMinutes;
import tw.shouwang.api.directory.entries.Point;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.Scope;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.directory.hours.AvailabilityState;
import tw.shouwang.api.directory.hours.Schedule;
import tw.shouwang.api.directory.hours.Timetable;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.api.directory.text.SearchText;
import tw.shouwang.i18n.Language;

/// The expected list of a query, computed in the simplest way: every entry is filtered by its own
/// data, then all are sorted. Shares with the real search only the text match of one entry, in an
/// index of the area's entries only.
final class NaiveSearch {

  record Found(String key, @Nullable Integer metres) {}

  private record Ranked(
      int tier,
      int later,
      int elsewhere,
      int openness,
      int foreign,
      int metres,
      int locality,
      String key) {}

  private final DirectorySnapshot snapshot;

  NaiveSearch(DirectorySnapshot snapshot) {
    this.snapshot = snapshot;
  }

  List<Found> list(ResourceFilter filter, Instant at, Language language) {
    Map<String, Byte> tiers = tiers(filter);
    List<Ranked> ranked = new ArrayList<>();
    for (int number = 0; number < snapshot.size(); number++) {
      IndexedEntry item = snapshot.item(number);
      if (inList(item.entry(), filter, at, language)
          && (filter.text() == null || tiers.getOrDefault(item.entry().key(), (byte) 0) != 0)) {
        ranked.add(rank(item.entry(), filter, tiers, at, language));
      }
    }
    ranked.sort(
        Comparator.comparingInt(Ranked::tier)
            .thenComparingInt(Ranked::later)
            .thenComparingInt(Ranked::elsewhere)
            .thenComparingInt(Ranked::openness)
            .thenComparingInt(Ranked::foreign)
            .thenComparingInt(Ranked::metres)
            .thenComparingInt(Ranked::locality)
            .thenComparing(Ranked::key));
    return ranked.stream()
        .map(each ->
            new Found(each.key(), each.metres() == Integer.MAX_VALUE ? null : each.metres()))
        .toList();
  }

  private boolean inList(Entry entry, ResourceFilter filter, Instant at, Language language) {
    @Nullable Area area = filter.area() == null ? null : snapshot.area(filter.area()).orElseThrow();
    boolean serves =
        area == null
            || entry.nationwide()
            || entry.coverage().stream().anyMatch(covered -> covered.area().touches(area));
    return serves
        && wanted(entry, filter, area)
        && (!Boolean.TRUE.equals(filter.openNow())
            || state(entry, at, reader(filter, language)) == AvailabilityState.OPEN);
  }

  private boolean wanted(Entry entry, ResourceFilter filter, @Nullable Area area) {
    boolean shown =
        entry.listed()
            && (entry.scope() != Scope.BACKEND_ROUTING || filter.kinds().contains(entry.kind()))
            && (!entry.localCode() || area != null || filter.text() != null);
    return shown
        && (filter.kinds().isEmpty() || filter.kinds().contains(entry.kind()))
        && (filter.networks().isEmpty() || filter.networks().contains(entry.network()))
        && (filter.topics().isEmpty()
            || entry.topics().stream().anyMatch(filter.topics()::contains))
        && (filter.spokenLanguage() == null || speaks(entry, filter.spokenLanguage()))
        && (filter.freeOfCharge() == null || filter.freeOfCharge().equals(entry.freeOfCharge()))
        && (filter.contactKinds().isEmpty()
            || entry.contacts().stream()
                .anyMatch(contact ->
                    filter.contactKinds().contains(contact.kind())
                        && (area == null || !contact.boundElsewhere(area))));
  }

  private Ranked rank(
      Entry entry, ResourceFilter filter, Map<String, Byte> tiers, Instant at, Language language) {
    boolean emergencyFirst =
        filter.kinds().contains(ResourceKind.EMERGENCY)
            || filter.topics().contains(Topic.COMMUNITY_SAFETY);
    boolean tips =
        entry.kind() == ResourceKind.TIP_LINE && !filter.kinds().contains(ResourceKind.TIP_LINE);
    int later = tips ? 2 : emergencyFirst && entry.kind() != ResourceKind.EMERGENCY ? 1 : 0;
    int metres =
        filter.near() == null
            ? Integer.MAX_VALUE
            : points(entry).stream()
                .mapToInt(new Point(filter.near().lat(), filter.near().lon())::metresTo)
                .min()
                .orElse(Integer.MAX_VALUE);
    AvailabilityState state = state(entry, at, reader(filter, language));
    boolean perhaps = state == AvailabilityState.OPEN && entry.confidence() == Confidence.LOW;
    int openness =
        List.of(AvailabilityState.OPEN, AvailabilityState.UNKNOWN, AvailabilityState.CLOSED)
            .indexOf(perhaps ? AvailabilityState.UNKNOWN : state);
    boolean elsewhere = filter.area() == null && filter.near() == null && !entry.nationwide();
    return new Ranked(
        tiers.getOrDefault(entry.key(), (byte) 0),
        later,
        elsewhere ? 1 : 0,
        openness,
        speaks(entry, language.tag()) ? 0 : 1,
        metres,
        entry.locality(),
        entry.key());
  }

  private static List<Point> points(Entry entry) {
    if (entry.location() != null) {
      return List.of(entry.location().point());
    }
    return entry.locality() > 0
        ? List.of()
        : entry.coverage().stream()
            .flatMap(covered -> java.util.Optional.ofNullable(covered.area().centroid()).stream())
            .toList();
  }

  private static boolean speaks(Entry entry, String tag) {
    return entry.languages().stream()
        .anyMatch(each -> IndexedEntry.primary(each).equals(IndexedEntry.primary(tag)));
  }

  private static String reader(ResourceFilter filter, Language language) {
    return IndexedEntry.primary(
        filter.spokenLanguage() == null ? language.tag() : filter.spokenLanguage());
  }

  private AvailabilityState state(Entry entry, Instant at, String reader) {
    List<Closure> closures = entry.closure() == null ? List.of() : List.of(entry.closure());
    Hours hours =
        entry.contacts().stream()
            .filter(contact ->
                contact.kind() == ContactKind.VOICE
                    && contact.coverage().isEmpty()
                    && contact.languages().stream()
                        .anyMatch(tag -> IndexedEntry.primary(tag).equals(reader)))
            .map(EntryContact::hours)
            .findFirst()
            .orElse(entry.hours());
    return new Timetable(new Schedule(hours, entry.confidence() == Confidence.LOW), closures)
        .state(LocalMinutes.of(at), snapshot.calendar());
  }

  private Map<String, Byte> tiers(ResourceFilter filter) {
    if (filter.text() == null) {
      return Map.of();
    }
    Area area = filter.area() == null ? null : snapshot.area(filter.area()).orElseThrow();
    byte[] tiers =
        snapshot
            .text()
            .match(
                SearchText.of(filter.text()),
                number -> wanted(snapshot.item(number).entry(), filter, area),
                true);
    return IntStream.range(0, tiers.length)
        .boxed()
        .collect(Collectors.toMap(at -> snapshot.item(at).entry().key(), at -> tiers[at]));
  }
}
