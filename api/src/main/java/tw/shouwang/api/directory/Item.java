package tw.shouwang.api.directory;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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

  Item(Entry entry, int number, int timetable, int[] contactTimetables) {
    this.entry = entry;
    this.number = number;
    this.timetable = timetable;
    this.contactTimetables = contactTimetables;
    this.points = points(entry);
    this.topics = entry.topics().isEmpty() ? Set.of() : EnumSet.copyOf(entry.topics());
    this.primaryLanguages = entry.languages().stream().map(Item::primary).distinct().toList();
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

  static String primary(String tag) {
    int dash = tag.indexOf('-');
    String language = (dash < 0 ? tag : tag.substring(0, dash)).toLowerCase(Locale.ROOT);
    return switch (language) {
      case "cmn" -> "zh";
      case "tl" -> "fil";
      case "in" -> "id";
      default -> language;
    };
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
