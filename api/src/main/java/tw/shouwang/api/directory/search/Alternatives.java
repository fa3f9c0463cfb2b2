package tw.shouwang.api.directory.search;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.Scope;
import tw.shouwang.api.directory.hours.Availability;
import tw.shouwang.api.directory.hours.AvailabilityState;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.api.directory.view.Resource;

/// Alternatives to an entry: entries for the same topics in the same area, open ones first, then
/// those that open soonest.
///
/// Excluded are entries that are not known to open at all, tip lines, routing entries and another
/// city's 1999.
@Singleton
public class Alternatives {

  private record Candidate(
      IndexedEntry item, @Nullable Instant opens, int shared, boolean foreign) {}

  public List<Resource> of(Resource resource, Instant at, List<String> spoken, int first) {
    int wanted = Math.min(first, DirectorySearch.LARGEST_PAGE);
    if (wanted < 1) {
      return List.of();
    }
    DirectorySnapshot snapshot = resource.snapshot();
    String asker = snapshot.bestSpoken(spoken);
    List<Candidate> candidates = new ArrayList<>();
    for (int number = 0; number < snapshot.size(); number++) {
      IndexedEntry item = snapshot.item(number);
      if (equal(resource, item)) {
        Candidate candidate = candidate(resource, item, at, asker);
        if (candidate != null) {
          candidates.add(candidate);
        }
      }
    }
    ResourceKind kind = resource.kind();
    return candidates.stream()
        .sorted(
            Comparator.comparing((Candidate c) -> c.opens() == null ? at : c.opens())
                .thenComparing(c -> c.item().entry().kind() != kind)
                .thenComparing(Candidate::shared, Comparator.reverseOrder())
                .thenComparing(Candidate::foreign)
                .thenComparing(c -> c.item().number()))
        .limit(wanted)
        .map(candidate -> resource.beside(candidate.item()))
        .toList();
  }

  private static boolean equal(Resource resource, IndexedEntry other) {
    Entry own = resource.entry();
    Entry entry = other.entry();
    return entry.listed()
        && !entry.key().equals(own.key())
        && entry.scope() != Scope.BACKEND_ROUTING
        && entry.kind() != ResourceKind.TIP_LINE
        && !entry.contacts().isEmpty()
        && entry.topics().stream().anyMatch(own.topics()::contains)
        && serves(resource, entry);
  }

  /// Whether an entry serves the asker: it is nationwide, or serves the area that was asked for, or
  /// else serves what the first entry serves.
  private static boolean serves(Resource resource, Entry other) {
    if (other.nationwide()) {
      return true;
    }
    Area asked = resource.scope().area();
    if (asked != null) {
      return other.coverage().stream().anyMatch(covered -> covered.area().touches(asked));
    }
    return !resource.nationwide()
        && resource.coverage().stream()
            .anyMatch(
                own -> other.coverage().stream().anyMatch(covered -> own.within(covered.area())));
  }

  private static @Nullable Candidate candidate(
      Resource resource, IndexedEntry item, Instant at, String asker) {
    DirectorySnapshot snapshot = resource.snapshot();
    Availability availability =
        snapshot.timetable(item.timetableFor(asker)).at(at, snapshot.calendar());
    boolean open = availability.state() == AvailabilityState.OPEN;
    if (!open && !availability.opensNext()) {
      return null;
    }
    int shared = (int) item.entry().topics().stream().filter(resource.topics()::contains).count();
    return new Candidate(
        item, open ? null : availability.nextChangeAt(), shared, !item.answersIn(asker));
  }
}
