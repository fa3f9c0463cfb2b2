package tw.shouwang.api.directory.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The hand-written reader: phrases that say that something happens.
public final class Lexicon {

  /// The longest gap between two parts of a phrase, for languages with spaces and without.
  private static final int GAP_SPACED = 24;

  private static final int GAP_UNSPACED = 8;

  /// A situation is said outright if the phrases that say it make up at least three fifths of the
  /// text.
  private static final int OUTRIGHT = 3;

  private static final int OUTRIGHT_OF = 5;

  /// The language whose words differ by their marks only: nó, nợ and nổ are he, debt and explode.
  static final String MARKED = "vi";

  private static final String NAMES = "names.";

  private static final char TAKEN = '\u0003';

  /// What the lexicon finds in a text.
  ///
  /// @param cues the model's features: the kinds of the found phrases with their meanings, and a
  ///   second one with [#AGAIN] if more than one phrase has that meaning
  /// @param said the situations that a phrase says
  /// @param outright the situations of a phrase that is the whole text, and those that most of the
  ///   text says
  /// @param persons the persons whom the text mentions
  /// @param now whether the text says that it happens right now
  record Seen(
      Set<String> cues,
      Set<Situation> said,
      Set<Situation> outright,
      Set<Person> persons,
      boolean now) {

    static final String AGAIN = ".again";
    static final Seen NOTHING = new Seen(Set.of(), Set.of(), Set.of(), Set.of(), false);

    boolean saysCrisis() {
      return said.stream().anyMatch(Situation::isCrisis);
    }

    /// Whether no phrase says or hints at a situation.
    boolean saysNothing() {
      return cues.stream().noneMatch(cue -> cue.startsWith("says.") || cue.startsWith("hint."));
    }

    /// The union of the findings in two parts of a text.
    Seen and(Seen other) {
      return new Seen(
          both(cues, other.cues),
          both(said, other.said),
          both(outright, other.outright),
          both(persons, other.persons),
          now || other.now);
    }

    private static <T> Set<T> both(Set<T> one, Set<T> other) {
      Set<T> both = new TreeSet<>(one);
      both.addAll(other);
      return both;
    }
  }

  private record Phrase(
      int number,
      LexiconGroup group,
      String cue,
      @Nullable Situation situation,
      @Nullable Person person,
      String[] parts,
      boolean[] openEnds,
      List<String> marked) {

    LexiconGroup.Kind kind() {
      return group.kind();
    }

    int length() {
      return Arrays.stream(parts).mapToInt(String::length).sum();
    }
  }

  private final Map<Integer, List<Phrase>> takers = new HashMap<>();
  private final Map<Integer, List<Phrase>> sayers = new HashMap<>();
  private final Map<Integer, List<Phrase>> alarms = new HashMap<>();
  private final List<LexiconGroup> groups;
  private final List<Phrase> all = new ArrayList<>();

  private Lexicon(List<LexiconGroup> groups) {
    this.groups = groups;
    groups.forEach(group -> group.phrases().forEach(phrase -> add(group, phrase)));
  }

  /// Situations that this release does not know are left out.
  public static Lexicon of(List<LexiconGroup> unordered) {
    List<LexiconGroup> groups =
        unordered.stream().sorted(Comparator.comparing(LexiconGroup::key)).toList();
    Lexicon last = LAST.get();
    if (last == null || !last.groups.equals(groups)) {
      last = new Lexicon(groups);
      LAST.set(last);
    }
    return last;
  }

  /// Some groups alone, beside the lexicon that they belong to.
  static Lexicon ofSome(List<LexiconGroup> groups) {
    return new Lexicon(groups);
  }

  /// A cache of one: the directory is loaded again at every change of an entry, mostly with the
  /// same lexicon.
  private static final AtomicReference<@Nullable Lexicon> LAST = new AtomicReference<>();

  public List<LexiconGroup> groups() {
    return groups;
  }

  private void add(LexiconGroup group, String written) {
    String what = group.what() == null ? "" : group.what();
    boolean names = group.kind() == LexiconGroup.Kind.NAMES;
    Situation situation = names ? null : Situation.ofCode(what).orElse(null);
    Person person = names ? null : Person.ofCode(what).orElse(null);
    boolean alarm = group.kind() == LexiconGroup.Kind.SAYS && what.equals(LexiconGroup.ALARM);
    if (group.what() != null && situation == null && person == null && !names && !alarm) {
      return;
    }
    String[] parts = written.split("…");
    boolean[] openEnds = new boolean[parts.length];
    for (int index = 0; index < parts.length; index++) {
      openEnds[index] = parts[index].strip().endsWith("*");
      parts[index] = Plain.phrase(parts[index]);
    }
    if (Arrays.stream(parts).anyMatch(String::isEmpty)) {
      return;
    }
    List<String> marked =
        group.language().equals(MARKED) && !written.contains("*")
            ? Marks.words(written)
            : List.of();
    Phrase phrase =
        new Phrase(all.size(), group, group.cue(), situation, person, parts, openEnds, marked);
    Map<Integer, List<Phrase>> index =
        alarm ? alarms : group.kind() == LexiconGroup.Kind.INSTEAD ? takers : sayers;
    if (!alarm) {
      all.add(phrase);
    }
    index.computeIfAbsent(key(parts[0], 0), any -> new ArrayList<>()).add(phrase);
  }

  /// Whether folding keeps all letters of a phrase. Letters of other scripts are removed, so that
  /// 死にたい would be searched as 死.
  public static boolean knowsLettersOf(String phrase) {
    return phrase.codePoints().noneMatch(Folding::isUnknownLetter);
  }

  /// Two characters at a position, or the last one.
  private static int key(String text, int at) {
    return at + 1 < text.length() ? text.charAt(at) << 16 | text.charAt(at + 1) : text.charAt(at);
  }

  /// Whether a phrase only names somebody or something.
  boolean isName(int number) {
    return all.get(number).kind() == LexiconGroup.Kind.NAMES;
  }

  /// Receives a phrase as a sentence of its own.
  interface Taker {

    /// @param number the phrase's own
    void take(int number, LexiconGroup group, String sentence);
  }

  /// Gives every phrase of these kinds as a sentence, in the order of the groups.
  void sentences(Set<LexiconGroup.Kind> kinds, Taker taker) {
    for (Phrase phrase : all) {
      if (kinds.contains(phrase.kind())) {
        taker.take(phrase.number(), phrase.group(), String.join(" ", phrase.parts()));
      }
    }
  }

  /// How many phrases there are.
  int size() {
    return all.size();
  }

  Seen read(Plain plain) {
    return read(plain, any -> true);
  }

  /// @param counted which phrases count, by their numbers
  Seen read(Plain plain, IntPredicate counted) {
    Map<String, Set<Integer>> numbers = new TreeMap<>();
    Map<Situation, Integer> lengths = new EnumMap<>(Situation.class);
    Set<Situation> outright = EnumSet.noneOf(Situation.class);
    Set<Person> persons = EnumSet.noneOf(Person.class);
    boolean now = false;
    for (Phrase phrase : held(plain)) {
      if (counted.test(phrase.number())) {
        numbers.computeIfAbsent(phrase.cue(), any -> new TreeSet<>()).add(phrase.number());
        now |= phrase.kind() == LexiconGroup.Kind.NOW;
        if (phrase.kind() == LexiconGroup.Kind.SAYS && phrase.situation() != null) {
          lengths.merge(phrase.situation(), phrase.length(), Integer::sum);
        }
        if (phrase.situation() != null && phrase.length() >= plain.text().strip().length()) {
          outright.add(phrase.situation());
        }
        if (phrase.person() != null) {
          persons.add(phrase.person());
        }
      }
    }
    Set<String> cues = new TreeSet<>();
    numbers.forEach((cue, of) -> {
      cues.add(cue);
      if (of.size() > 1 && !cue.startsWith(NAMES)) {
        cues.add(cue + Seen.AGAIN);
      }
    });
    lengths.forEach((situation, length) -> {
      if (length * OUTRIGHT_OF >= OUTRIGHT * (plain.text().length() - 2)) {
        outright.add(situation);
      }
    });
    return new Seen(cues, lengths.keySet(), outright, persons, now);
  }

  /// The numbers of the phrases in a text.
  int[] numbers(Plain plain) {
    return held(plain).stream().mapToInt(Phrase::number).toArray();
  }

  /// Whether the text contains a phrase of [LexiconGroup#ALARM] that is not within a phrase of the
  /// kind `INSTEAD`.
  boolean hasAlarm(Plain plain) {
    Set<String> others = LatinLanguages.ruledOut(plain.text());
    String rest = withoutTaken(plain, others, new LinkedHashMap<>());
    for (int at = 0; at < rest.length(); at++) {
      for (Phrase phrase : starting(alarms, rest, at)) {
        if (endOf(phrase, rest, at) > 0 && !isOther(others, plain, phrase)) {
          return true;
        }
      }
    }
    return false;
  }

  /// The phrases in a text, each once, without those within a phrase of the kind `INSTEAD`.
  private Collection<Phrase> held(Plain plain) {
    Map<Integer, Phrase> held = new LinkedHashMap<>();
    Set<String> others = LatinLanguages.ruledOut(plain.text());
    String rest = withoutTaken(plain, others, held);
    for (int at = 0; at < rest.length(); at++) {
      for (Phrase phrase : starting(sayers, rest, at)) {
        if (endOf(phrase, rest, at) > 0 && !isOther(others, plain, phrase)) {
          held.put(phrase.number(), phrase);
        }
      }
    }
    return held.values();
  }

  /// Adds the text's phrases of the kind `INSTEAD` to `held`, and returns the text with their first
  /// and last parts blanked, so that no other phrase is found in these.
  private String withoutTaken(Plain plain, Set<String> others, Map<Integer, Phrase> held) {
    String text = plain.whole();
    char[] left = text.toCharArray();
    for (int at = 0; at < text.length(); at++) {
      for (Phrase phrase : starting(takers, text, at)) {
        int end = isOther(others, plain, phrase) ? 0 : endOf(phrase, text, at);
        if (end > 0) {
          held.put(phrase.number(), phrase);
          Arrays.fill(left, at, at + phrase.parts()[0].length(), TAKEN);
          Arrays.fill(left, end - phrase.parts()[phrase.parts().length - 1].length(), end, TAKEN);
        }
      }
    }
    return held.isEmpty() ? text : new String(left);
  }

  /// Whether a phrase does not count in this text: its language is ruled out, or one of its words
  /// has other marks than the text's.
  private static boolean isOther(Set<String> languages, Plain plain, Phrase phrase) {
    return Words.isLatin(phrase.parts()[0].charAt(0))
        && (languages.contains(phrase.group().language()) || !plain.marks().holds(phrase.marked()));
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
