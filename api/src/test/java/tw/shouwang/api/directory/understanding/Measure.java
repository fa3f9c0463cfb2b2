package tw.shouwang.api.directory.understanding;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import tw.shouwang.api.directory.document.DirectoryDocument;

/// Counts how many sentences get a right line, by topic and language. Prints counts and never a
/// sentence.
///
/// For a crisis, a line is right if the table's row for anybody begins with it, or, for thoughts of
/// suicide, contains it. A sentence with several topics counts for each. Questions of professionals
/// about a crisis topic are neither a crisis nor nothing, so they are left out.
final class Measure {

  /// @param all the number of sentences
  /// @param first for crises: a right line among the first two; for `none`: a crisis line first;
  ///   for needs: a right line among the first three
  /// @param second for crises: a right line among the first three; for `none`: a crisis line among
  ///   the first three; for needs: a crisis line first
  record Count(int all, int first, int second) {

    private Count plus(boolean one, boolean two) {
      return new Count(all + 1, first + (one ? 1 : 0), second + (two ? 1 : 0));
    }

    double firstShare() {
      return 100.0 * first / all;
    }

    double secondShare() {
      return 100.0 * second / all;
    }
  }

  private final Understanding understanding;
  private final Map<String, Count> counts = new TreeMap<>();

  private Measure(Understanding understanding) {
    this.understanding = understanding;
  }

  static Map<String, Count> of(Understanding understanding, List<Corpus.Sentence> sentences) {
    Measure measure = new Measure(understanding);
    sentences.forEach(measure::count);
    return measure.counts;
  }

  static Understanding packed(DirectoryDocument pack, PlaceNames places) {
    DirectoryDocument.UnderstandingDocument written = Objects.requireNonNull(pack.understanding());
    return Understanding.of(
        Lexicon.of(written.lexicon()),
        LineTable.of(written.lines(), Set.copyOf(written.crisisLines())),
        places,
        ModelResource.current().model());
  }

  private void count(Corpus.Sentence sentence) {
    Understood understood = understanding.read(sentence.text(), null);
    List<String> lines =
        understood.lines().stream()
            .map(Understood.Line::key)
            .filter(key -> !LineTable.isKind(key))
            .limit(3)
            .toList();
    LineTable table = understanding.table();
    boolean crisisFirst = !lines.isEmpty() && table.isForCrises(lines.getFirst());
    boolean crisisAmong = lines.stream().anyMatch(table::isForCrises);
    if (sentence.isNone()) {
      boolean marked = understood.isFallback();
      add("none", sentence.language(), "", crisisFirst && !marked, crisisAmong && !marked);
    }
    boolean about = sentence.known().stream().anyMatch(Situation::isCrisis);
    for (Situation situation : sentence.known()) {
      Set<String> right = right(table, situation);
      boolean two = lines.stream().limit(2).anyMatch(right::contains);
      boolean three = lines.stream().anyMatch(right::contains);
      if (situation.isCrisis() && sentence.crisis()) {
        add("crisis", sentence.language(), situation.code(), two, three);
      } else if (!situation.isCrisis() && !about) {
        add("need", sentence.language(), situation.code(), three, crisisFirst);
      }
    }
  }

  private static Set<String> right(LineTable table, Situation situation) {
    if (situation.isCrisis()) {
      List<String> lines = table.lines(situation, Set.of(), false, null);
      return situation == Situation.SUICIDE ? Set.copyOf(lines) : Set.of(lines.getFirst());
    }
    Set<String> right = new HashSet<>(table.lines(situation, Set.of(), false, null));
    for (Person person : Person.values()) {
      right.addAll(table.lines(situation, EnumSet.of(person), false, null));
    }
    return right;
  }

  private void add(String kind, String language, String topic, boolean one, boolean two) {
    for (String key : List.of(kind, kind + " " + language, kind + " " + topic)) {
      if (!key.endsWith(" ")) {
        counts.merge(
            key,
            new Count(0, 0, 0).plus(one, two),
            (before, more) ->
                new Count(
                    before.all() + 1,
                    before.first() + more.first(),
                    before.second() + more.second()));
      }
    }
  }
}
