package tw.shouwang.api.directory.understanding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;

/// Reads a text with both readers and finds lines by the table. Deterministic: the same text always
/// gets the same answer. Without a model only the lexicon reads.
public final class Understanding {

  /// Thresholds of the crisis weight, in thousandths of a log-odd: for crisis lines first, for
  /// crisis lines alone, and for crisis lines after a need's first line.
  private static final int CRISIS_FIRST = 1_000;

  private static final int CRISIS_ALONE = 9_000;
  private static final int CRISIS_DOUBTED = -2_000;

  /// The weight that a crisis phrase adds to the model's.
  private static final int CRISIS_SAID = 4_000;

  /// In thousandths: the probability from which a need counts, and the minimum for one that a
  /// phrase says.
  private static final int NEED_SEEN = 200;

  private static final int SAID = 700;

  /// In thousandths: the probability from which a crisis is named that no phrase says.
  private static final int CRISIS_NAMED = 650;

  /// In thousandths: the probability from which another crisis gets the second place.
  private static final int OTHER_LIKELY = 350;

  /// The number of lines of each kind at the start of a list.
  private static final int CRISIS_LINES = 4;

  private static final int NEED_LINES = 6;

  private static final Set<Situation> DANGERS =
      EnumSet.of(Situation.DANGER_NOW, Situation.FIRE_MEDICAL, Situation.SUICIDE);

  private final Lexicon lexicon;
  private final LineTable table;
  private final PlaceNames places;
  private final @Nullable SituationModel model;

  private Understanding(
      Lexicon lexicon, LineTable table, PlaceNames places, @Nullable SituationModel model) {
    this.lexicon = lexicon;
    this.table = table;
    this.places = places;
    this.model = model;
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

  /// The same with another lexicon.
  Understanding with(Lexicon other) {
    return new Understanding(other, table, places, model);
  }

  /// Whether crisis lines come first for a text.
  boolean isCrisis(String typed) {
    return reading(typed).crisis() >= CRISIS_FIRST;
  }

  /// The result of both readers for a text.
  ///
  /// @param shares the probability of each situation, in thousandths
  /// @param crisis the weight of a crisis, in thousandths of a log-odd
  record Reading(
      Lexicon.Seen seen, int[] shares, int crisis, boolean tells, List<List<String>> areas) {}

  /// Whether a phrase of the lexicon says a danger that is there now: danger to life, or another
  /// crisis that goes on right now. The model is not asked, so the same phrase is always heard.
  public boolean saysDanger(String typed) {
    Lexicon.Seen seen = Lexicon.Seen.NOTHING;
    for (String part : Plain.parts(typed)) {
      seen = seen.and(lexicon.read(Plain.of(part, places)));
    }
    return seen.said().stream().anyMatch(DANGERS::contains) || seen.now() && seen.saysCrisis();
  }

  Reading reading(String typed) {
    Lexicon.Seen seen = Lexicon.Seen.NOTHING;
    int[] scores = null;
    List<List<String>> areas = new ArrayList<>();
    boolean tells = false;
    for (String part : Plain.parts(typed)) {
      Plain plain = Plain.of(part, places);
      Lexicon.Seen one = lexicon.read(plain);
      seen = seen.and(one);
      areas.addAll(plain.areas());
      tells |= isTelling(plain, one);
      if (model != null) {
        scores = larger(scores, model.score(plain, one));
      }
    }
    int[] shares = new int[Situation.values().length];
    int crisis = CRISIS_DOUBTED;
    if (model != null && scores != null) {
      for (int each = 0; each < scores.length; each++) {
        Situation situation = Situation.ofCode(model.classes().get(each)).orElse(null);
        if (situation != null) {
          shares[situation.ordinal()] = Odds.share(scores[each]);
        }
      }
      crisis = weight(scores, model.classes());
    }
    if (seen.saysCrisis()) {
      crisis = Math.max(crisis + CRISIS_SAID, CRISIS_FIRST);
    }
    return new Reading(seen, shares, crisis, tells, areas);
  }

  /// How much more likely a crisis is than a need or nothing, as a difference of log-odds.
  private static int weight(int[] scores, List<String> classes) {
    int crisis = Integer.MIN_VALUE;
    int need = Integer.MIN_VALUE;
    int weight = 0;
    for (int each = 0; each < scores.length; each++) {
      Situation situation = Situation.ofCode(classes.get(each)).orElse(null);
      if (situation != null && situation.isCrisis()) {
        crisis = Math.max(crisis, scores[each]);
      } else if (situation != null) {
        need = Math.max(need, scores[each]);
      } else if (classes.get(each).equals(SituationModel.CRISIS)) {
        weight += scores[each];
      } else {
        weight -= Math.floorDiv(scores[each] * 7, 10);
      }
    }
    return weight + crisis - Math.floorDiv(need * 7, 10);
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

  /// Whether a text is more than a number, a name or a letter.
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
    Asked asked = new Asked(reading.seen().persons(), reading.seen().now(), language);
    Map<Situation, Integer> crises = new EnumMap<>(Situation.class);
    Map<Situation, Integer> needs = new EnumMap<>(Situation.class);
    for (Situation situation : Situation.values()) {
      int share = reading.shares()[situation.ordinal()];
      (situation.isCrisis() ? crises : needs)
          .put(
              situation, reading.seen().said().contains(situation) ? Math.max(share, SAID) : share);
    }
    boolean said = reading.seen().saysCrisis();
    boolean isNeed = largest(needs) >= NEED_SEEN;
    List<Understood.Line> forCrises = crisisLines(crises, reading.seen().said(), asked);
    Lines lines = new Lines();
    if (reading.crisis() >= CRISIS_ALONE) {
      lines.add(forCrises);
      lines.add(isNeed ? needLines(needs, asked, 2) : List.of());
      return understood(Understood.Stage.CRISIS, crises, needs, lines, reading);
    }
    Understood.Line first = softest(crises, needs, asked);
    if (reading.crisis() >= CRISIS_FIRST) {
      lines.add(forCrises.subList(0, Math.min(2, forCrises.size())));
      lines.add(isNeed ? needLines(needs, asked, 1) : List.of(first));
      lines.add(forCrises);
      lines.add(isNeed ? needLines(needs, asked, NEED_LINES) : List.of());
      return said || isNeed || largest(crises) >= CRISIS_NAMED
          ? understood(Understood.Stage.CRISIS, crises, needs, lines, reading)
          : unclear(lines, reading);
    }
    boolean doubted = reading.crisis() >= CRISIS_DOUBTED;
    if (isNeed) {
      lines.add(doubted ? List.of(first) : List.of());
      lines.add(doubted ? forCrises.subList(0, Math.min(2, forCrises.size())) : List.of());
      lines.add(needLines(needs, asked, NEED_LINES));
      return understood(Understood.Stage.NEED, Map.of(), needs, lines, reading);
    }
    if (!reading.tells()) {
      return new Understood(Understood.Stage.NOTHING, false, List.of(), List.of(), reading.areas());
    }
    lines.add(List.of(first));
    lines.add(forCrises.subList(0, Math.min(2, forCrises.size())));
    return unclear(lines, reading);
  }

  /// The persons mentioned, whether it happens right now, and the caller's language.
  private record Asked(Set<Person> persons, boolean now, @Nullable String language) {}

  /// Distinct lines in the order of insertion.
  private static final class Lines {

    private final Map<String, Understood.Line> byKey = new LinkedHashMap<>();

    void add(List<Understood.Line> lines) {
      lines.forEach(line -> byKey.putIfAbsent(line.key(), line));
    }

    List<Understood.Line> list() {
      return List.copyOf(byKey.values());
    }
  }

  private Understood understood(
      Understood.Stage stage,
      Map<Situation, Integer> crises,
      Map<Situation, Integer> needs,
      Lines lines,
      Reading reading) {
    List<Situation> seen = new ArrayList<>();
    for (Map<Situation, Integer> shares : List.of(crises, needs)) {
      int least = Math.max(NEED_SEEN, largest(shares) / 2);
      shares.entrySet().stream()
          .filter(entry -> entry.getValue() >= least)
          .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
          .forEach(entry -> seen.add(entry.getKey()));
    }
    return new Understood(stage, reading.seen().saysCrisis(), seen, lines.list(), reading.areas());
  }

  /// The lines for anybody, beginning with those that fit the readers' best guess.
  private Understood unclear(Lines lines, Reading reading) {
    lines.add(table.anybody().stream().map(key -> new Understood.Line(key, null)).toList());
    List<Understood.Line> unnamed =
        lines.list().stream().map(line -> new Understood.Line(line.key(), null)).toList();
    return new Understood(
        Understood.Stage.UNCLEAR, reading.seen().saysCrisis(), List.of(), unnamed, reading.areas());
  }

  private static int largest(Map<Situation, Integer> shares) {
    return shares.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  private List<String> lines(Situation situation, Asked asked) {
    return table.lines(situation, asked.persons(), asked.now(), asked.language());
  }

  /// The most probable line that is not a crisis line: it comes first if a crisis is doubtful.
  private Understood.Line softest(
      Map<Situation, Integer> crises, Map<Situation, Integer> needs, Asked asked) {
    Map<String, Integer> worth = new TreeMap<>();
    Map<String, Situation> reasons = new HashMap<>();
    for (Map<Situation, Integer> shares : List.of(crises, needs)) {
      for (Map.Entry<Situation, Integer> entry : shares.entrySet()) {
        List<String> of = lines(entry.getKey(), asked);
        for (int place = 0; place < of.size(); place++) {
          if (!table.isForCrises(of.get(place)) && !LineTable.isKind(of.get(place))) {
            int each =
                entry.getKey().isCrisis()
                    ? entry.getValue() * 8
                    : entry.getValue() * (place == 0 ? 10 : 5);
            worth.merge(of.get(place), each, Integer::sum);
            reasons.merge(
                of.get(place),
                entry.getKey(),
                (one, other) -> shares.getOrDefault(one, 0) >= entry.getValue() ? one : other);
          }
        }
      }
    }
    return worth.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(entry -> new Understood.Line(entry.getKey(), reasons.get(entry.getKey())))
        .orElse(new Understood.Line("", null));
  }

  /// Chooses crisis lines one after the other, each time the one worth most. A line's worth is the
  /// probability of its likeliest situation plus part of the others'; a situation that an earlier
  /// line already serves counts little. A situation that a phrase says gets its second line at
  /// once.
  private List<Understood.Line> crisisLines(
      Map<Situation, Integer> shares, Set<Situation> said, Asked asked) {
    Map<Situation, List<String>> linesOf = new EnumMap<>(Situation.class);
    shares.keySet().forEach(situation -> linesOf.put(situation, lines(situation, asked)));
    Set<String> keys = new TreeSet<>();
    linesOf.values().forEach(keys::addAll);
    keys.removeIf(LineTable::isKind);
    List<Understood.Line> chosen = new ArrayList<>();
    Set<Situation> served = EnumSet.noneOf(Situation.class);
    while (chosen.size() < CRISIS_LINES && !keys.isEmpty()) {
      Worth best = null;
      for (String key : keys) {
        Worth worth = worth(key, shares, linesOf, served);
        best = best == null || worth.sum() > best.sum() ? worth : best;
      }
      Worth next = chosen.size() == 1 ? second(chosen.getFirst(), said, linesOf, shares) : null;
      Worth taken = next == null ? Objects.requireNonNull(best) : next;
      chosen.add(new Understood.Line(taken.key(), taken.reason()));
      keys.remove(taken.key());
      linesOf.forEach((situation, of) -> {
        if (!of.isEmpty() && of.getFirst().equals(taken.key())) {
          served.add(situation);
        }
      });
    }
    return chosen;
  }

  private record Worth(String key, long sum, Situation reason) {}

  private static Worth worth(
      String key,
      Map<Situation, Integer> shares,
      Map<Situation, List<String>> linesOf,
      Set<Situation> served) {
    long sum = 0;
    long most = -1;
    Situation reason = Situation.DANGER_NOW;
    for (Map.Entry<Situation, Integer> entry : shares.entrySet()) {
      int place = Objects.requireNonNull(linesOf.get(entry.getKey())).indexOf(key);
      if (place >= 0) {
        int part = served.contains(entry.getKey()) || place == 1 ? 20 : place == 0 ? 1000 : 1;
        int weight = entry.getKey() == Situation.FIRE_MEDICAL ? 12 : 10;
        long worth = (long) entry.getValue() * part * weight;
        sum += worth;
        if (worth > most) {
          most = worth;
          reason = entry.getKey();
        }
      }
    }
    return new Worth(key, most + (sum - most) * 3 / 10, reason);
  }

  /// The second line of a situation that a phrase says, if no other crisis is likely.
  private static @Nullable Worth second(
      Understood.Line first,
      Set<Situation> said,
      Map<Situation, List<String>> linesOf,
      Map<Situation, Integer> shares) {
    Situation reason = first.situation();
    if (reason == null || !said.contains(reason)) {
      return null;
    }
    List<String> of = Objects.requireNonNull(linesOf.get(reason));
    boolean otherLikely =
        shares.entrySet().stream()
            .anyMatch(entry ->
                entry.getValue() >= OTHER_LIKELY
                    && !Objects.requireNonNull(linesOf.get(entry.getKey()))
                        .contains(of.getFirst()));
    return otherLikely || of.size() < 2 || LineTable.isKind(of.get(1))
        ? null
        : new Worth(of.get(1), 0, reason);
  }

  /// The lines of the likeliest needs in turn: the first line of each, then the second of each, and
  /// so on. A need that is much less likely than the first is left out.
  private List<Understood.Line> needLines(Map<Situation, Integer> shares, Asked asked, int count) {
    List<Situation> order =
        shares.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .filter(entry -> entry.getValue() * 3 >= largest(shares))
            .map(Map.Entry::getKey)
            .limit(4)
            .toList();
    Map<String, Situation> wanted = new LinkedHashMap<>();
    for (int place = 0; place < count; place++) {
      for (Situation need : order) {
        List<String> of = lines(need, asked);
        if (place < of.size()) {
          wanted.putIfAbsent(of.get(place), need);
        }
      }
    }
    return wanted.entrySet().stream()
        .limit(count)
        .map(entry -> new Understood.Line(entry.getKey(), entry.getValue()))
        .toList();
  }
}
