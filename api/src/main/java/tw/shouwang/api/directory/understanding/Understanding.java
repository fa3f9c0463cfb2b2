package tw.shouwang.api.directory.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;

/// Reads a text with both readers and finds lines by the table. Deterministic: the same text always
/// gets the same answer. Without a model only the lexicon reads.
public final class Understanding {

  /// The value of the right line for a crisis in each of the first three places, and of the right
  /// line for a need.
  private static final int[] CRISIS_PLACES = {320, 310, 200};

  private static final int[] NEED_PLACES = {18, 16, 15};

  /// The value of a situation's further lines, in hundredths of its first line's: of a line that
  /// listens at any time, for thoughts of suicide; of a line for another crisis; of a line for a
  /// need.
  private static final int LISTENING = 93;

  private static final int BESIDE = 30;
  private static final int FURTHER = 85;

  /// The cost of a line for crises in vain: in the first place if there is no crisis, and in any
  /// place if the text tells nothing.
  private static final int FIRST_IN_VAIN = 65;

  private static final int SHOWN_IN_VAIN = 10;

  /// The number of lines among which the first three are chosen.
  private static final int LINES_WEIGHED = 8;

  /// The least share of a situation that is said outright; and, without a model, the shares of one
  /// that a phrase says and of one that a phrase hints at.
  private static final int OUTRIGHT = 900;

  private static final int SAID = 700;
  private static final int HINTED = 200;

  /// A text counts as telling nothing if the share of that, times one minus the share of the
  /// likeliest situation, is at least this. So a likely situation makes it less likely that the
  /// text tells nothing.
  private static final int NONE_LIKELY = 50;

  /// The share from which a text counts as telling of a crisis, however short it is, unless it is a
  /// single letter.
  private static final int CRISIS_LIKELY = 600;

  /// The share from which another crisis keeps a crisis that is said outright from getting the
  /// second place too.
  private static final int OTHER_LIKELY = 350;

  /// The shares from which a crisis, or a need, counts in a text that otherwise may be only a name.
  private static final int CRISIS_HEARD = 200;

  private static final int NEED_HEARD = 300;

  /// The share of thoughts of suicide from which a line that listens at any time is among the first
  /// three, and how many times less likely the situation of the replaced third line must be.
  private static final int LISTENED_FROM = 200;

  private static final int LISTENED_INSTEAD = 8;

  /// The least share of a situation that is named.
  private static final int NAMED = 200;

  private static final Set<Situation> DANGERS =
      EnumSet.of(Situation.DANGER_NOW, Situation.FIRE_MEDICAL, Situation.SUICIDE);

  private final Lexicon lexicon;
  private final LineTable table;
  private final PlaceNames places;
  private final @Nullable SituationModel model;

  /// The lines for thoughts of suicide at any time. Those who come at once (119) do not listen.
  private final List<String> listeners;

  private Understanding(
      Lexicon lexicon, LineTable table, PlaceNames places, @Nullable SituationModel model) {
    this.lexicon = lexicon;
    this.table = table;
    this.places = places;
    this.model = model;
    this.listeners = table.lines(Situation.SUICIDE, Set.of(), false, null);
  }

  /// With the model of this release.
  public static Understanding of(
      List<LexiconGroup> lexicon,
      List<LineRule> rules,
      Collection<String> crisisLines,
      Collection<Area> areas) {
    return of(
        Lexicon.of(lexicon),
        LineTable.of(rules, Set.copyOf(crisisLines)),
        PlaceNames.of(areas),
        ModelResource.current().model());
  }

  static Understanding of(
      Lexicon lexicon, LineTable table, PlaceNames places, @Nullable SituationModel model) {
    return new Understanding(lexicon, table, places, model);
  }

  public List<LexiconGroup> lexicon() {
    return lexicon.groups();
  }

  public LineTable table() {
    return table;
  }

  /// The weights of lines, in the form of the file for devices.
  static UnderstandingParts.Weights weights() {
    return new UnderstandingParts.Weights(
        Arrays.stream(CRISIS_PLACES).boxed().toList(),
        Arrays.stream(NEED_PLACES).boxed().toList(),
        LISTENING,
        BESIDE,
        FURTHER,
        FIRST_IN_VAIN,
        SHOWN_IN_VAIN,
        LINES_WEIGHED,
        OUTRIGHT,
        SAID,
        HINTED,
        NONE_LIKELY,
        CRISIS_LIKELY,
        OTHER_LIKELY,
        CRISIS_HEARD,
        NEED_HEARD,
        LISTENED_FROM,
        LISTENED_INSTEAD,
        NAMED);
  }

  /// The same with another lexicon.
  Understanding with(Lexicon other) {
    return new Understanding(other, table, places, model);
  }

  /// Whether one of these phrases stands in a text.
  boolean has(Lexicon phrases, String typed) {
    return Plain.parts(typed).stream()
        .anyMatch(part -> phrases.numbers(Plain.of(part, places)).length > 0);
  }

  /// What both readers say of a text, in thousandths.
  ///
  /// @param shares how probable each situation is
  /// @param crisis how probable it is that somebody is in a crisis
  /// @param none how probable it is that nothing is told
  /// @param tells whether it is more than a number, a name or a letter
  record Reading(
      Lexicon.Seen seen,
      int[] shares,
      int crisis,
      int none,
      boolean tells,
      List<List<String>> areas) {}

  /// Whether a phrase of the lexicon says a danger that is there now: danger to life, or another
  /// crisis that goes on right now, or a phrase of [LexiconGroup#ALARM]. The model is not asked, so
  /// the same phrase is always heard.
  public boolean saysDanger(String typed) {
    Lexicon.Seen seen = Lexicon.Seen.NOTHING;
    for (String part : Plain.parts(typed)) {
      Plain plain = Plain.of(part, places);
      if (lexicon.hasAlarm(plain)) {
        return true;
      }
      seen = seen.and(lexicon.read(plain));
    }
    return seen.said().stream().anyMatch(DANGERS::contains) || seen.now() && seen.saysCrisis();
  }

  Reading reading(String typed) {
    Lexicon.Seen seen = Lexicon.Seen.NOTHING;
    int[] scores = null;
    List<List<String>> areas = new ArrayList<>();
    boolean tells = false;
    boolean words = false;
    boolean phrases = false;
    for (String part : Plain.parts(typed)) {
      Plain plain = Plain.of(part, places);
      Lexicon.Seen one = lexicon.read(plain);
      seen = seen.and(one);
      areas.addAll(plain.areas());
      tells |= isTelling(plain, one);
      words |= plain.text().strip().length() > 1;
      phrases |= isPhrase(plain.text().strip());
      if (model != null) {
        scores = larger(scores, model.score(plain, one));
      }
    }
    int[] shares = new int[Situation.values().length];
    int crisis = 0;
    int none = 0;
    if (model == null || scores == null) {
      crisis = seen.saysCrisis() ? OUTRIGHT : 0;
      for (Situation situation : Situation.values()) {
        shares[situation.ordinal()] =
            seen.said().contains(situation)
                ? SAID
                : seen.cues().contains("hint." + situation.code()) ? HINTED : 0;
      }
    } else {
      for (int each = 0; each < scores.length; each++) {
        String name = model.classes().get(each);
        int share = Odds.share(scores[each]);
        Situation.ofCode(name).ifPresent(situation -> shares[situation.ordinal()] = share);
        crisis = name.equals(SituationModel.CRISIS) ? share : crisis;
        none = name.equals(SituationModel.NONE) ? share : none;
      }
    }
    // A text that says one situation outright tells little else, so unlikely other situations get
    // share 0. Crises keep their shares beside a need if the model finds a crisis likely enough.
    boolean crises =
        seen.outright().stream().noneMatch(Situation::isCrisis) && crisis >= CRISIS_HEARD;
    for (Situation situation : Situation.values()) {
      boolean weighed = seen.outright().isEmpty() || crises && situation.isCrisis();
      if (!weighed && shares[situation.ordinal()] < OTHER_LIKELY) {
        shares[situation.ordinal()] = 0;
      }
    }
    for (Situation situation : seen.outright()) {
      shares[situation.ordinal()] = Math.max(shares[situation.ordinal()], OUTRIGHT);
      crisis = situation.isCrisis() ? Math.max(crisis, OUTRIGHT) : crisis;
      none = 0;
    }
    boolean hears = words && crisis >= CRISIS_LIKELY || phrases && isHeard(shares);
    return new Reading(seen, shares, crisis, none, tells || hears, areas);
  }

  /// One word in Latin letters is mostly a name, or a mistyped one (lifelin).
  private static boolean isPhrase(String text) {
    return text.length() > 1
        && (text.indexOf(Folding.SPACE) >= 0 || !Words.isLatin(text.charAt(0)));
  }

  private static boolean isHeard(int[] shares) {
    return Arrays.stream(Situation.values())
        .anyMatch(situation ->
            shares[situation.ordinal()] >= (situation.isCrisis() ? CRISIS_HEARD : NEED_HEARD));
  }

  private int[] larger(int @Nullable [] scores, int[] more) {
    if (scores == null) {
      return more;
    }
    for (int each = 0; each < scores.length; each++) {
      boolean none = model != null && model.classes().get(each).equals(SituationModel.NONE);
      scores[each] = none ? Math.min(scores[each], more[each]) : Math.max(scores[each], more[each]);
    }
    return scores;
  }

  /// Whether a text is by itself more than a number, a name or a letter.
  private static boolean isTelling(Plain plain, Lexicon.Seen seen) {
    String text = plain.text();
    int unspaced = 0;
    int words = 0;
    for (int at = 1; at < text.length(); at++) {
      unspaced += Folding.isHan(text.charAt(at)) ? 2 : Folding.isUnspaced(text.charAt(at)) ? 1 : 0;
      words += text.charAt(at) == Folding.SPACE && Words.isLatin(text.charAt(at - 1)) ? 1 : 0;
    }
    return !seen.saysNothing() || unspaced + 3 * words >= 10;
  }

  /// @param language the primary tag of the caller's language, if known
  public Understood read(String typed, @Nullable String language) {
    if (table.rules().isEmpty()) {
      return Understood.NOTHING;
    }
    Reading reading = reading(typed);
    Map<Situation, List<String>> linesOf = new EnumMap<>(Situation.class);
    for (Situation situation : Situation.values()) {
      linesOf.put(
          situation,
          table.lines(situation, reading.seen().persons(), reading.seen().now(), language));
    }
    boolean told = isTold(reading);
    if (!reading.tells() && !told) {
      return new Understood(Understood.Stage.NOTHING, false, List.of(), List.of(), reading.areas());
    }
    List<String> first =
        listenedTo(outright(first(reading, linesOf), reading, linesOf), reading, linesOf);
    boolean crisis =
        reading.crisis() >= CRISIS_LIKELY
            || first.stream().findFirst().filter(table::isForCrises).isPresent();
    List<Situation> seen =
        told
            ? seen(reading).stream().filter(each -> crisis || !each.isCrisis()).toList()
            : List.of();
    Map<String, Understood.Line> lines = new LinkedHashMap<>();
    List<Understood.Line> reasoned =
        first.stream()
            .map(key -> new Understood.Line(key, reason(key, seen, reading, linesOf)))
            .toList();
    (crisis ? reasoned : ownFirst(reasoned)).forEach(line -> lines.put(line.key(), line));
    if (!told) {
      table.anybody().forEach(key -> lines.putIfAbsent(key, new Understood.Line(key, null)));
      return new Understood(
          Understood.Stage.UNCLEAR, false, List.of(), List.copyOf(lines.values()), reading.areas());
    }
    for (Situation situation : seen) {
      linesOf
          .getOrDefault(situation, List.of())
          .forEach(key -> lines.putIfAbsent(key, new Understood.Line(key, situation)));
    }
    return new Understood(
        crisis ? Understood.Stage.CRISIS : Understood.Stage.NEED,
        crisis && reading.seen().saysCrisis(),
        seen,
        List.copyOf(lines.values()),
        reading.areas());
  }

  /// Swaps places so that the first line for the understood need comes before the first line for
  /// what only may be meant. Lines for crises keep their places.
  private List<Understood.Line> ownFirst(List<Understood.Line> lines) {
    List<Understood.Line> ordered = new ArrayList<>(lines);
    OptionalInt own = first(lines, line -> line.situation() != null);
    OptionalInt meant = first(lines, line -> line.situation() == null);
    if (own.isPresent() && meant.isPresent() && meant.getAsInt() < own.getAsInt()) {
      Collections.swap(ordered, meant.getAsInt(), own.getAsInt());
    }
    return ordered;
  }

  private OptionalInt first(List<Understood.Line> lines, Predicate<Understood.Line> condition) {
    return IntStream.range(0, lines.size())
        .filter(at -> !table.isForCrises(lines.get(at).key()) && condition.test(lines.get(at)))
        .findFirst();
  }

  private static boolean isTold(Reading reading) {
    int most = Arrays.stream(reading.shares()).max().orElse(0);
    return reading.none() * (1000 - most) < 1000 * NONE_LIKELY;
  }

  /// What happens: crises before needs, the likeliest first; one at least.
  private static List<Situation> seen(Reading reading) {
    int[] shares = reading.shares();
    List<Situation> seen = new ArrayList<>();
    for (boolean crisis : new boolean[] {true, false}) {
      List<Situation> kind =
          Arrays.stream(Situation.values())
              .filter(situation -> situation.isCrisis() == crisis)
              .sorted(Comparator.comparingInt(situation -> -shares[situation.ordinal()]))
              .toList();
      int least = Math.max(NAMED, shares[kind.getFirst().ordinal()] / 2);
      kind.stream().filter(each -> shares[each.ordinal()] >= least).forEach(seen::add);
    }
    if (seen.isEmpty()) {
      Arrays.stream(Situation.values())
          .max(Comparator.comparingInt(situation -> shares[situation.ordinal()]))
          .ifPresent(seen::add);
    }
    return seen;
  }

  /// The value of a line for a situation at a place from 0 to 2.
  private int worth(Situation situation, List<String> lines, String key, int place) {
    int at = lines.indexOf(key);
    if (at < 0) {
      return 0;
    }
    int whole = situation.isCrisis() ? CRISIS_PLACES[place] : NEED_PLACES[place];
    int part =
        at == 0
            ? 100
            : listeners.contains(key) && situation == Situation.SUICIDE
                ? LISTENING
                : situation.isCrisis() ? BESIDE : FURTHER;
    return whole * part;
  }

  /// The three lines with the highest expected help: for each situation its probability times the
  /// value of its best line among the three, minus the cost of lines that are shown in vain.
  private List<String> first(Reading reading, Map<Situation, List<String>> linesOf) {
    Situation[] situations = Situation.values();
    Set<String> keys = new TreeSet<>();
    linesOf.values().forEach(keys::addAll);
    keys.removeIf(LineTable::isKind);
    Map<String, Long> alone = new HashMap<>();
    for (String key : keys) {
      long sum = 0;
      for (Situation situation : situations) {
        sum +=
            (long) reading.shares()[situation.ordinal()]
                * worth(situation, linesOf.getOrDefault(situation, List.of()), key, 0);
      }
      alone.put(key, sum);
    }
    // Lines for none of the possible situations are left out.
    List<String> pool =
        keys.stream()
            .filter(key -> alone.getOrDefault(key, 0L) > 0)
            .sorted(Comparator.comparing((String key) -> -alone.getOrDefault(key, 0L)))
            .limit(LINES_WEIGHED)
            .toList();
    long[][][] help = new long[pool.size()][3][situations.length];
    for (int line = 0; line < help.length; line++) {
      for (int place = 0; place < 3; place++) {
        for (Situation situation : situations) {
          help[line][place][situation.ordinal()] =
              (long) reading.shares()[situation.ordinal()]
                  * worth(
                      situation, linesOf.getOrDefault(situation, List.of()), pool.get(line), place);
        }
      }
    }
    long most = Long.MIN_VALUE;
    List<String> best = pool.subList(0, Math.min(3, pool.size()));
    for (int one = 0; one < help.length; one++) {
      for (int two = 0; two < help.length; two++) {
        for (int three = 0; one != two && three < help.length; three++) {
          if (three != one && three != two) {
            List<String> lines = List.of(pool.get(one), pool.get(two), pool.get(three));
            long sum = -inVain(lines, reading);
            for (int each = 0; each < situations.length; each++) {
              sum +=
                  Math.max(help[one][0][each], Math.max(help[two][1][each], help[three][2][each]));
            }
            if (sum > most) {
              most = sum;
              best = lines;
            }
          }
        }
      }
    }
    return best;
  }

  /// A crisis that is said outright gets its second line in the second place, if no other crisis is
  /// likely.
  private static List<String> outright(
      List<String> first, Reading reading, Map<Situation, List<String>> linesOf) {
    for (Situation situation : reading.seen().outright()) {
      List<String> own =
          linesOf.getOrDefault(situation, List.of()).stream()
              .filter(key -> !LineTable.isKind(key))
              .limit(2)
              .toList();
      boolean leads =
          own.size() == 2 && !first.isEmpty() && own.getFirst().equals(first.getFirst());
      boolean other =
          linesOf.entrySet().stream()
              .anyMatch(entry ->
                  entry.getKey().isCrisis()
                      && reading.shares()[entry.getKey().ordinal()] >= OTHER_LIKELY
                      && !entry.getValue().contains(own.isEmpty() ? "" : own.getFirst()));
      if (situation.isCrisis() && leads && !other) {
        List<String> lines = new ArrayList<>(own);
        first.stream().filter(key -> !own.contains(key)).forEach(lines::add);
        return lines;
      }
    }
    return first;
  }

  /// Whoever may think of suicide finds a line that listens at any time among the first three: the
  /// one that stands first for doubts of every kind closes at night.
  private List<String> listenedTo(
      List<String> first, Reading reading, Map<Situation, List<String>> linesOf) {
    int share = reading.shares()[Situation.SUICIDE.ordinal()];
    List<String> atAnyTime = listeners.stream().filter(table::isForCrises).toList();
    if (share < LISTENED_FROM
        || first.size() < 3
        || atAnyTime.isEmpty()
        || first.stream().anyMatch(atAnyTime::contains)) {
      return first;
    }
    int other =
        linesOf.entrySet().stream()
            .filter(entry -> entry.getKey() != Situation.SUICIDE)
            .filter(entry -> entry.getValue().indexOf(first.get(2)) == 0)
            .mapToInt(entry -> reading.shares()[entry.getKey().ordinal()])
            .max()
            .orElse(0);
    return other * LISTENED_INSTEAD > share
        ? first
        : List.of(first.get(0), first.get(1), atAnyTime.getFirst());
  }

  private long inVain(List<String> lines, Reading reading) {
    long cost =
        table.isForCrises(lines.getFirst()) ? FIRST_IN_VAIN * (1000L - reading.crisis()) : 0;
    boolean shown = lines.stream().anyMatch(table::isForCrises);
    return 100 * (cost + (shown ? (long) SHOWN_IN_VAIN * reading.none() : 0));
  }

  /// The understood situation that most probably is the reason for a line; null for a line that is
  /// shown as a precaution, because nobody may be told of a crisis that their text does not tell.
  private @Nullable Situation reason(
      String key, List<Situation> seen, Reading reading, Map<Situation, List<String>> linesOf) {
    Situation reason = null;
    long most = 0;
    for (Situation situation : seen) {
      long worth =
          (long) reading.shares()[situation.ordinal()]
              * worth(situation, linesOf.getOrDefault(situation, List.of()), key, 0);
      if (worth > most) {
        most = worth;
        reason = situation;
      }
    }
    return reason;
  }
}
