package tw.shouwang.api.directory.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The hand-written reader: phrases that say that something happens.
public final class Lexicon {

  /// The longest gap between two parts of a phrase, for languages with spaces and without.
  private static final int GAP_SPACED = 24;

  private static final int GAP_UNSPACED = 8;

  private static final char TAKEN = '\u0003';

  /// What the lexicon finds in a text.
  ///
  /// @param counts for each situation, the number of phrases that say or may say it
  /// @param said the situations that some phrase says
  /// @param persons the persons whom the text mentions
  record Seen(
      int[] counts,
      Set<Situation> said,
      Set<Person> persons,
      boolean instead,
      boolean about,
      boolean now) {

    static final Seen NOTHING =
        new Seen(new int[Situation.values().length], Set.of(), Set.of(), false, false, false);

    boolean saysCrisis() {
      return said.stream().anyMatch(Situation::isCrisis);
    }

    boolean saysNothing() {
      return Arrays.stream(counts).allMatch(count -> count == 0);
    }

    /// The union of the findings in two parts of a text.
    Seen and(Seen other) {
      int[] sums = counts.clone();
      for (int index = 0; index < sums.length; index++) {
        sums[index] += other.counts[index];
      }
      Set<Situation> bothSaid = EnumSet.noneOf(Situation.class);
      bothSaid.addAll(said);
      bothSaid.addAll(other.said);
      Set<Person> bothPersons = EnumSet.noneOf(Person.class);
      bothPersons.addAll(persons);
      bothPersons.addAll(other.persons);
      return new Seen(
          sums,
          bothSaid,
          bothPersons,
          instead || other.instead,
          about || other.about,
          now || other.now);
    }
  }

  private record Phrase(
      LexiconGroup.Kind kind,
      @Nullable Situation situation,
      @Nullable Person person,
      String[] parts,
      boolean[] openEnds) {}

  private final Map<Integer, List<Phrase>> takers = new HashMap<>();
  private final Map<Integer, List<Phrase>> sayers = new HashMap<>();
  private final List<LexiconGroup> groups;

  private Lexicon(List<LexiconGroup> groups) {
    this.groups = groups;
    groups.forEach(group -> group.phrases().forEach(phrase -> add(group, phrase)));
  }

  /// Situations that this release does not know are left out.
  public static Lexicon of(List<LexiconGroup> groups) {
    Lexicon last = LAST.get();
    if (last == null || !last.groups.equals(groups)) {
      last = new Lexicon(List.copyOf(groups));
      LAST.set(last);
    }
    return last;
  }

  /// A cache of one: the directory is loaded again at every change of an entry, mostly with the
  /// same lexicon.
  private static final AtomicReference<@Nullable Lexicon> LAST = new AtomicReference<>();

  public List<LexiconGroup> groups() {
    return groups;
  }

  private void add(LexiconGroup group, String written) {
    String what = group.what() == null ? "" : group.what();
    Situation situation = Situation.ofCode(what).orElse(null);
    Person person = Person.ofCode(what).orElse(null);
    if (group.what() != null && situation == null && person == null) {
      return;
    }
    String[] parts = written.split("…");
    boolean[] openEnds = new boolean[parts.length];
    for (int index = 0; index < parts.length; index++) {
      openEnds[index] = parts[index].strip().endsWith("*");
      parts[index] = Plain.of(parts[index], NO_PLACES).text().strip();
    }
    if (Arrays.stream(parts).anyMatch(String::isEmpty)) {
      return;
    }
    Map<Integer, List<Phrase>> index = group.kind() == LexiconGroup.Kind.INSTEAD ? takers : sayers;
    index
        .computeIfAbsent(key(parts[0], 0), any -> new ArrayList<>())
        .add(new Phrase(group.kind(), situation, person, parts, openEnds));
  }

  private static final PlaceNames NO_PLACES = PlaceNames.of(List.of());

  /// Two characters at a position, or the last one.
  private static int key(String text, int at) {
    return at + 1 < text.length() ? text.charAt(at) << 16 | text.charAt(at + 1) : text.charAt(at);
  }

  Seen read(Plain plain) {
    String text = plain.text();
    char[] left = text.toCharArray();
    boolean instead = false;
    for (int at = 0; at < text.length(); at++) {
      for (Phrase phrase : starting(takers, text, at)) {
        int end = endOf(phrase, text, at);
        if (end > 0) {
          instead = true;
          Arrays.fill(left, at, at + phrase.parts()[0].length(), TAKEN);
          Arrays.fill(left, end - phrase.parts()[phrase.parts().length - 1].length(), end, TAKEN);
        }
      }
    }
    return said(instead ? new String(left) : text, instead);
  }

  private Seen said(String text, boolean instead) {
    int[] counts = new int[Situation.values().length];
    Set<Situation> said = EnumSet.noneOf(Situation.class);
    Set<Person> persons = EnumSet.noneOf(Person.class);
    boolean about = false;
    boolean now = false;
    for (int at = 0; at < text.length(); at++) {
      for (Phrase phrase : starting(sayers, text, at)) {
        if (endOf(phrase, text, at) == 0) {
          continue;
        }
        about |= phrase.kind() == LexiconGroup.Kind.ABOUT;
        now |= phrase.kind() == LexiconGroup.Kind.NOW;
        if (phrase.situation() != null) {
          counts[phrase.situation().ordinal()]++;
          if (phrase.kind() == LexiconGroup.Kind.SAYS) {
            said.add(phrase.situation());
          }
        }
        if (phrase.person() != null) {
          persons.add(phrase.person());
        }
      }
    }
    return new Seen(counts, said, persons, instead, about, now);
  }

  private static List<Phrase> starting(Map<Integer, List<Phrase>> index, String text, int at) {
    List<Phrase> pairs = index.getOrDefault(key(text, at), List.of());
    if (at + 1 == text.length()) {
      return pairs;
    }
    List<Phrase> singles = index.getOrDefault((int) text.charAt(at), List.of());
    if (singles.isEmpty() || pairs.isEmpty()) {
      return singles.isEmpty() ? pairs : singles;
    }
    List<Phrase> both = new ArrayList<>(pairs);
    both.addAll(singles);
    return both;
  }

  /// The end of a phrase that starts here; 0 if it does not.
  private static int endOf(Phrase phrase, String text, int at) {
    String first = phrase.parts()[0];
    if (!Words.standsAt(text, first, at, phrase.openEnds()[0])) {
      return 0;
    }
    int end = at + first.length();
    for (int index = 1; index < phrase.parts().length; index++) {
      String part = phrase.parts()[index];
      int gap = Words.isLatin(first.charAt(0)) ? GAP_SPACED : GAP_UNSPACED;
      int next = Words.indexOf(text, part, phrase.openEnds()[index], end);
      if (next < 0 || next - end > gap) {
        return 0;
      }
      end = next + part.length();
    }
    return end;
  }
}
