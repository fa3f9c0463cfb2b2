package tw.shouwang.api.directory.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.EntryContact;
import tw.shouwang.api.directory.entries.Point;
import tw.shouwang.i18n.LanguageNegotiator;

/// An entry in one snapshot: its number, its timetables, and what filters often need.
///
/// Numbers follow locality and key, so comparing two numbers is the lowest criterion of the
/// ranking.
public final class IndexedEntry {

  private final Entry entry;
  private final int number;
  private final int timetable;
  private final int[] contactTimetables;
  private final List<String> contactNames;
  private final Map<String, Integer> timetablesByLanguage;
  private final List<Area> coverage;
  private final List<Point> points;
  private final int facetIndex;
  private final Facet facet;
  private final double southernmost;
  private final double northernmost;

  IndexedEntry(
      Entry entry,
      int number,
      int timetable,
      int[] contactTimetables,
      int facetIndex,
      Facet facet) {
    this.entry = entry;
    this.number = number;
    this.timetable = timetable;
    this.contactTimetables = contactTimetables;
    this.contactNames = contactNames(entry.contacts());
    this.timetablesByLanguage = byLanguage(entry, timetable, contactTimetables);
    this.coverage = entry.coverage().stream().map(Entry.Coverage::area).distinct().toList();
    this.points = points(entry);
    this.facetIndex = facetIndex;
    this.facet = facet;
    this.southernmost = points.stream().mapToDouble(Point::lat).min().orElse(Double.NaN);
    this.northernmost = points.stream().mapToDouble(Point::lat).max().orElse(Double.NaN);
  }

  /// A cheap lower bound of the distance in metres; a degree of latitude is at least 110.5 km.
  public int metresAtLeast(Point from) {
    if (points.isEmpty()) {
      return Point.FARTHEST;
    }
    double degrees = Math.max(southernmost - from.lat(), from.lat() - northernmost);
    return degrees <= 0 ? 0 : (int) (degrees * 110_500);
  }

  public Entry entry() {
    return entry;
  }

  /// The index of its facet in the snapshot.
  int facetIndex() {
    return facetIndex;
  }

  public int number() {
    return number;
  }

  public int timetable() {
    return timetable;
  }

  /// The timetable that applies to a reader of this language: that of the first number answered in
  /// it, if its hours differ from the entry's; else the entry's own.
  public int timetableFor(String primaryLanguage) {
    return timetablesByLanguage.getOrDefault(primaryLanguage, timetable);
  }

  /// The languages that are answered at other hours than the entry's.
  Map<String, Integer> timetablesByLanguage() {
    return timetablesByLanguage;
  }

  private static Map<String, Integer> byLanguage(Entry entry, int own, int[] contactTimetables) {
    Map<String, Integer> first = new HashMap<>();
    for (int index = 0; index < contactTimetables.length; index++) {
      EntryContact contact = entry.contacts().get(index);
      if (contact.kind() == ContactKind.VOICE && contact.coverage().isEmpty()) {
        for (String tag : contact.languages()) {
          first.putIfAbsent(primary(tag), contactTimetables[index]);
        }
      }
    }
    first.values().removeIf(timetable -> timetable == own);
    return Map.copyOf(first);
  }

  public int contactTimetable(int contact) {
    return contactTimetables[contact];
  }

  /// Identifies a contact within its entry, by the same text in every snapshot. An index in the
  /// list would not do: after a contact is removed, the next one would have its index, and a
  /// client's cache would mix both.
  public String contactName(int contact) {
    return contactNames.get(contact);
  }

  private static List<String> contactNames(List<EntryContact> contacts) {
    List<String> names = new ArrayList<>(contacts.size());
    for (EntryContact contact : contacts) {
      String name = Integer.toHexString(contact.identity().hashCode());
      long same = names.stream().filter(other -> other.split("-", 2)[0].equals(name)).count();
      names.add(same == 0 ? name : name + "-" + same);
    }
    return List.copyOf(names);
  }

  /// The areas that it covers, each once.
  public List<Area> coverage() {
    return coverage;
  }

  /// The places for distances: its location, or the centroids of the districts that it covers;
  /// empty for a city-wide or nationwide entry.
  public List<Point> points() {
    return points;
  }

  /// Whether the line answers in a language; regional variants of one language count as the same.
  public boolean answersIn(String primaryLanguage) {
    return facet.answersIn(primaryLanguage);
  }

  List<String> primaryLanguages() {
    return facet.primaryLanguages();
  }

  public static String primary(String tag) {
    return LanguageNegotiator.primary(tag);
  }

  private static List<Point> points(Entry entry) {
    Entry.Location location = entry.location();
    if (location != null) {
      return List.of(location.point());
    }
    if (entry.nationwide() || entry.locality() > 0) {
      return List.of();
    }
    return entry.coverage().stream()
        .map(covered -> covered.area().centroid())
        .filter(java.util.Objects::nonNull)
        .toList();
  }
}
