package tw.shouwang.api.directory.understanding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.Scope;

/// The only table from situations to lines, for search, guide and advice.
public final class LineTable {

  /// The pseudo-situation of the lines for anybody.
  public static final String ANYBODY = "anybody";

  /// The prefix of a kind of entry.
  private static final String KIND = "kind:";

  /// The offices of an area that a row names: all of a kind (`kind:WELFARE_CENTRE`), or only those
  /// of one field if the kind has several (`kind:CENTRE:EMPLOYMENT`). Nationwide entries are not
  /// included.
  public record OfficesOfKind(String kind, @Nullable String topic) {

    public boolean include(Entry entry) {
      return !entry.nationwide()
          && entry.kind().name().equals(kind)
          && (topic == null || isOfField(entry, topic));
    }

    /// Excludes entries that lists exclude too, because only staff route to them.
    private static boolean isOfField(Entry entry, String topic) {
      return entry.scope() != Scope.BACKEND_ROUTING
          && entry.topics().stream().anyMatch(each -> each.name().equals(topic));
    }
  }

  private record Rule(
      @Nullable Person person, boolean now, @Nullable String language, List<String> lines) {

    boolean holds(Set<Person> persons, boolean goesOn, @Nullable String asker) {
      return (person == null || persons.contains(person))
          && (!now || goesOn)
          && (language == null || language.equals(asker));
    }

    int special() {
      return (person == null ? 0 : 4) + (now ? 2 : 0) + (language == null ? 0 : 1);
    }
  }

  private final Map<String, List<Rule>> rules = new HashMap<>();
  private final List<String> anybody = new ArrayList<>();
  private final Set<String> crisisLines;
  private final List<LineRule> written;

  private LineTable(List<LineRule> written, Set<String> crisisLines) {
    this.written = List.copyOf(written);
    this.crisisLines = Set.copyOf(crisisLines);
    for (LineRule rule : written) {
      if (rule.situation().equals(ANYBODY)) {
        anybody.addAll(rule.lines());
      }
      Person person = rule.person() == null ? null : Person.ofCode(rule.person()).orElse(null);
      if (rule.person() == null || person != null) {
        rules
            .computeIfAbsent(rule.situation(), any -> new ArrayList<>())
            .add(new Rule(person, Boolean.TRUE.equals(rule.now()), rule.language(), rule.lines()));
      }
    }
    rules
        .values()
        .forEach(list -> list.sort(Comparator.comparingInt((Rule rule) -> -rule.special())));
  }

  /// @param crisisLines keys of the entries that count as crisis lines
  public static LineTable of(List<LineRule> rules, Set<String> crisisLines) {
    return new LineTable(rules, crisisLines);
  }

  public List<LineRule> rules() {
    return written;
  }

  /// Whether an entry is a crisis line.
  public boolean isForCrises(String key) {
    return crisisLines.contains(key);
  }

  public Set<String> crisisLines() {
    return crisisLines;
  }

  /// The lines of a situation for these persons, the first one first.
  ///
  /// @param now whether it happens right now
  /// @param language the primary tag of the caller's language, if known
  public List<String> lines(
      Situation situation, Set<Person> persons, boolean now, @Nullable String language) {
    return lines(situation.code(), persons, now, language);
  }

  /// The same by the situation's name in files, including those that only the guide and the forms
  /// use.
  public List<String> lines(
      String situation, Set<Person> persons, boolean now, @Nullable String language) {
    Set<String> lines = new LinkedHashSet<>();
    for (Rule rule : rules.getOrDefault(situation, List.of())) {
      if (rule.holds(persons, now, language)) {
        lines.addAll(rule.lines());
      }
    }
    return List.copyOf(lines);
  }

  /// Whether the text stands for the offices of a kind, and not for an entry's key.
  public static boolean isKind(String key) {
    return key.startsWith(KIND);
  }

  /// The offices that such an element of a row names.
  public static OfficesOfKind offices(String key) {
    String[] parts = key.substring(KIND.length()).split(":", 2);
    return new OfficesOfKind(parts[0], parts.length == 1 ? null : parts[1]);
  }

  /// The lines for anybody.
  public List<String> anybody() {
    return anybody;
  }
}
