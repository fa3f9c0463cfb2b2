package tw.shouwang.api.directory;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tw.shouwang.i18n.LanguageNegotiator;

/// An entry in its place in one snapshot: its number there, its timetables, and what filters ask
/// for often.
///
/// Numbers follow locality and key, so that comparing two numbers is the last step of the ranking.
final class Item {

  private final Entry entry;
  private final int number;
  private final int timetable;
  private final int[] contactTimetables;
  private final List<Point> points;
  private final Set<Topic> topics;
  private final List<String> primaryLanguages;
  private final double southernmost;
  private final double northernmost;
  private final boolean everywhereListed;

  Item(Entry entry, int number, int timetable, int[] contactTimetables) {
    this.entry = entry;
    this.number = number;
    this.timetable = timetable;
    this.contactTimetables = contactTimetables;
    this.points = points(entry);
    this.topics = entry.topics().isEmpty() ? Set.of() : EnumSet.copyOf(entry.topics());
    this.primaryLanguages = entry.languages().stream().map(Item::primary).distinct().toList();
    this.southernmost = points.stream().mapToDouble(Point::lat).min().orElse(Double.NaN);
    this.northernmost = points.stream().mapToDouble(Point::lat).max().orElse(Double.NaN);
    this.everywhereListed =
        entry.listed() && entry.scope() != Scope.BACKEND_ROUTING && !entry.localCode();
  }

  /// Whether every list shows it that it fits into.
  boolean everywhereListed() {
    return everywhereListed;
  }

  /// A distance that it is not nearer than, cheap to tell; a degree of latitude is 110.5 km or
  /// more.
  int metresAtLeast(Point from) {
    if (points.isEmpty()) {
      return RankKey.NO_DISTANCE;
    }
    double degrees = Math.max(southernmost - from.lat(), from.lat() - northernmost);
    return degrees <= 0 ? 0 : (int) (degrees * 110_500);
  }

  Entry entry() {
    return entry;
  }

  int number() {
    return number;
  }

  int timetable() {
    return timetable;
  }

  int contactTimetable(int contact) {
    return contactTimetables[contact];
  }

  /// Where it may be near: its place, or the centroids of the districts it covers; a city-wide or
  /// nationwide entry is nowhere in particular.
  List<Point> points() {
    return points;
  }

  boolean hasAny(Set<Topic> asked) {
    for (Topic topic : asked) {
      if (topics.contains(topic)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the line answers in a language; regional kinds of one language count as the same.
  boolean answersIn(String primaryLanguage) {
    return primaryLanguages.contains(primaryLanguage);
  }

  List<String> primaryLanguages() {
    return primaryLanguages;
  }

  static String primary(String tag) {
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
