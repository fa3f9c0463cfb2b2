package tw.shouwang.api.directory;

import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.directory.entries.Freshness;
import tw.shouwang.api.directory.entries.ResourceId;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.understanding.LineTable;
import tw.shouwang.api.directory.view.ContactScope;
import tw.shouwang.api.directory.view.Resource;

/// Answers from the current snapshot.
@Singleton
final class SnapshotDirectory implements Directory {

  static final List<String> EMERGENCY =
      List.of("tw.emergency.110", "tw.emergency.119", "tw.hotline.113", "tw.hotline.1925");

  private static final int COUNTY_DIGITS = 5;

  private final SnapshotStore store;

  SnapshotDirectory(SnapshotStore store) {
    this.store = store;
  }

  @Override
  public Optional<Area> area(String code) {
    return store.current().area(code);
  }

  @Override
  public Optional<Area> county(String code) {
    return code.length() < COUNTY_DIGITS
        ? Optional.empty()
        : store.current().area(code.substring(0, COUNTY_DIGITS)).map(Area::county);
  }

  @Override
  public boolean soundsLikeDanger(String words) {
    return store.current().understanding().saysDanger(words);
  }

  @Override
  public List<Area> districts(Area county) {
    return store.current().areas().values().stream()
        .filter(area -> county.equals(area.parent()))
        .sorted(Comparator.comparing(Area::code))
        .toList();
  }

  @Override
  public Optional<Centre> centreOf(Area area) {
    return centres().stream()
        .filter(centre -> centre.areas().stream().anyMatch(area::within))
        .findFirst();
  }

  @Override
  public boolean isRead() {
    return store.isRead();
  }

  @Override
  public Optional<Centre> centre(String code) {
    return centres().stream().filter(centre -> centre.code().equals(code)).findFirst();
  }

  @Override
  public List<Centre> centres() {
    return store.current().centres();
  }

  @Override
  public List<Resource> emergency(@Nullable String areaCode) {
    DirectorySnapshot snapshot = store.current();
    Optional<Area> area = areaCode == null ? Optional.empty() : snapshot.area(areaCode);
    ContactScope scope = area.map(ContactScope::in).orElse(ContactScope.unbound());
    return EMERGENCY.stream()
        .flatMap(key -> snapshot.byKey(key).stream())
        .map(item -> new Resource(snapshot, item, scope, null))
        .toList();
  }

  @Override
  public Optional<Resource> resource(String idOrKey) {
    DirectorySnapshot snapshot = store.current();
    return snapshot
        .byKey(idOrKey)
        .map(item -> new Resource(snapshot, item, ContactScope.everywhere(), null))
        .or(() -> ResourceId.parse(idOrKey).flatMap(id -> Resource.of(snapshot, id)));
  }

  @Override
  public List<Resource> resources(Collection<String> keys, @Nullable String areaCode) {
    DirectorySnapshot snapshot = store.current();
    ContactScope scope =
        Optional.ofNullable(areaCode)
            .flatMap(snapshot::area)
            .map(ContactScope::in)
            .orElse(ContactScope.everywhere());
    return keys.stream()
        .flatMap(key -> snapshot.byKey(key).stream())
        .map(item -> new Resource(snapshot, item, scope, null))
        .toList();
  }

  @Override
  public List<Resource> ofDistrict(ResourceKind kind, String areaCode) {
    DirectorySnapshot snapshot = store.current();
    Area district = snapshot.area(areaCode).filter(area -> area.parent() != null).orElse(null);
    if (district == null) {
      return List.of();
    }
    return Arrays.stream(snapshot.serving(district).numbers())
        .mapToObj(snapshot::item)
        .filter(item -> item.entry().kind() == kind && item.entry().listed())
        .map(item -> new Resource(snapshot, item, ContactScope.in(district), null))
        .toList();
  }

  @Override
  public List<Resource> lines(
      String situation, boolean now, @Nullable String language, @Nullable String areaCode) {
    DirectorySnapshot snapshot = store.current();
    Area area =
        areaCode == null ? null : snapshot.area(areaCode).or(() -> county(areaCode)).orElse(null);
    Area county = area == null ? null : area.county();
    ContactScope scope = area == null ? ContactScope.everywhere() : ContactScope.in(area);
    Map<String, Resource> lines = new LinkedHashMap<>();
    for (String key : snapshot.understanding().table().lines(situation, Set.of(), now, language)) {
      Stream<IndexedEntry> items =
          LineTable.isKind(key)
              ? offices(snapshot, LineTable.offices(key), area)
              : snapshot.byKey(key).stream();
      items
          .flatMap(item -> new Resource(snapshot, item, scope, null).inUse().stream())
          .filter(line -> line.serves(county))
          .forEach(line -> lines.putIfAbsent(line.key(), line));
    }
    return List.copyOf(lines.values());
  }

  private static Stream<IndexedEntry> offices(
      DirectorySnapshot snapshot, LineTable.OfficesOfKind offices, @Nullable Area area) {
    if (area == null) {
      return Stream.empty();
    }
    boolean district = area.parent() != null;
    return Arrays.stream(snapshot.serving(area).numbers())
        .mapToObj(snapshot::item)
        .filter(item -> item.entry().listed() && offices.include(item.entry()))
        .filter(item ->
            district
                || item.entry().coverage().stream()
                    .anyMatch(covered -> covered.area().code().equals(area.code())));
  }

  @Override
  public Optional<Boolean> isWorkingDay(LocalDate day) {
    boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    return switch (store.current().calendar().kind(day.toEpochDay())) {
      case ORDINARY -> Optional.of(!weekend);
      case HOLIDAY -> Optional.of(false);
      case MAKE_UP_WORKDAY -> Optional.of(true);
      case NOT_LOADED -> Optional.empty();
    };
  }

  @Override
  public Checked checked(Instant at) {
    DirectorySnapshot snapshot = store.current();
    long verified =
        IntStream.range(0, snapshot.size())
            .mapToObj(snapshot::item)
            .filter(item -> item.entry().freshnessAt(at) == Freshness.VERIFIED)
            .count();
    return new Checked(snapshot.size(), (int) verified);
  }
}
