package tw.shouwang.api.directory.search;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.LocalMinutes;
import tw.shouwang.api.directory.entries.Network;
import tw.shouwang.api.directory.entries.Point;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.Scope;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.directory.hours.AvailabilityState;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.Facet;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.api.directory.snapshot.Members;
import tw.shouwang.api.directory.snapshot.MinuteStates;
import tw.shouwang.api.directory.snapshot.SpatialIndex;
import tw.shouwang.api.directory.text.SearchText;
import tw.shouwang.api.directory.text.TextIndex;
import tw.shouwang.api.directory.understanding.LineTable;
import tw.shouwang.api.directory.understanding.Situation;
import tw.shouwang.api.directory.understanding.Understood;

/// Ranks the entries that may be in one list, and puts the first ones on a page.
///
/// Entries are visited in the order of the lowest criteria, number or distance. Once the page is
/// full of entries that are best in all higher criteria, no later entry can enter the page. The
/// rest is then only counted: by facet if the query does not filter by open state, else by facet
/// and timetable, each judged once.
final class Ranking implements SpatialIndex.Visitor {

  private static final byte LEFT_OUT = Byte.MAX_VALUE;
  private static final int LOOK_EVERY = 32;

  /// The tiers of a list with a text: entries that were asked for by name, the lines for what was
  /// understood, then entries found by words.
  private static final int NAMED = TextIndex.ALL_WORDS;

  private static final int LINES_AT_MOST = 30;
  private static final int FOUND = NAMED + LINES_AT_MOST;

  /// What lowers an entry's rank, the worst first, as bits; a facet's verdict is their sum. The
  /// first counts once per step that the entry is moved back.
  private static final int STANDS_BACK = 8;

  private static final int ELSEWHERE = 4;
  private static final int UNSURE = 2;
  private static final int FOREIGN = 1;

  private final Map<Integer, Situation> reasons = new HashMap<>();
  private final Map<Integer, Byte> calledByName = new HashMap<>();
  private boolean fallback;

  private final DirectorySnapshot snapshot;
  private final ResourceFilter filter;
  private final List<Area> areas;
  private final @Nullable Point near;
  private final @Nullable AskedText text;
  private final Members members;
  private final Set<ResourceKind> kinds;
  private final Set<Network> networks;
  private final Set<Topic> topics;
  private final Set<ContactKind> contactKinds;
  private final @Nullable String spoken;
  private final String asker;
  private final boolean openNow;
  private final TopK page;
  private final byte[] verdicts;
  private final byte best;
  private final MinuteStates states;
  private final int[] timetables;

  Ranking(
      DirectorySnapshot snapshot,
      ResourceFilter filter,
      List<Area> areas,
      @Nullable Point near,
      @Nullable AskedText text,
      Instant at,
      String asker,
      TopK page) {
    this.snapshot = snapshot;
    this.filter = filter;
    this.areas = areas;
    this.near = near;
    this.text = text;
    this.members = areas.isEmpty() ? snapshot.everything() : snapshot.servingAny(areas);
    this.kinds = set(ResourceKind.class, filter.kinds());
    this.networks = set(Network.class, filter.networks());
    this.topics = set(Topic.class, filter.topics());
    this.contactKinds = set(ContactKind.class, filter.contactKinds());
    this.spoken =
        filter.spokenLanguage() == null ? null : IndexedEntry.primary(filter.spokenLanguage());
    this.asker = asker;
    this.openNow = Boolean.TRUE.equals(filter.openNow());
    this.page = page;
    this.verdicts = judgeFacets();
    this.best = best();
    this.states = snapshot.statesAt(LocalMinutes.of(at));
    this.timetables = snapshot.timetablesFor(spoken == null ? asker : spoken);
  }

  /// Fills the page, and returns the number of entries in the whole list.
  int collect() {
    if (text != null) {
      return matching(text);
    }
    if (near != null && areas.isEmpty()) {
      if (snapshot.places().walk(near, this)) {
        inOrder(snapshot.places().nowhere());
      }
      return openNow ? countOpen() : countAll();
    }
    int seen = inOrder(members.numbers());
    return openNow ? seen : countAll();
  }

  /// Collects in this order: entries whose name, key or number is the whole text; the lines for
  /// what was understood; entries found by words.
  private int matching(AskedText text) {
    byte[] found = found(text);
    int[] tiers = new int[found.length];
    for (int number = 0; number < found.length; number++) {
      if (found[number] != TextIndex.NONE) {
        boolean asked = isAsked(text, found[number], number);
        tiers[number] = asked ? found[number] : found(found[number], number);
      }
    }
    if (!text.understood().isFallback()) {
      understand(text.lines(), tiers);
    } else if (!isCalled(found)) {
      fallback = beginsWithNothingAsked(tiers);
      understand(text.lines(), tiers);
    }
    int seen = 0;
    for (int number : members.numbers()) {
      if (tiers[number] != 0 && collect(number, tiers[number])) {
        seen++;
      }
    }
    return seen;
  }

  /// Whether the whole text is what an entry is called, so that it tells nothing.
  private boolean isCalled(byte[] found) {
    for (int number = 0; number < found.length; number++) {
      if (found[number] == TextIndex.EXACT && verdict(number) != LEFT_OUT) {
        return true;
      }
    }
    return false;
  }

  /// Whether no entry of this list was asked for by its words. What only resembles them, or is in
  /// another area or closed now, must not take the place of the lines that listen to anybody.
  private boolean beginsWithNothingAsked(int[] tiers) {
    return Arrays.stream(members.numbers())
        .noneMatch(number ->
            tiers[number] != 0
                && tiers[number] <= NAMED
                && verdict(number) != LEFT_OUT
                && (!openNow || states.of(timetables[number]) == AvailabilityState.OPEN));
  }

  /// The tier of an entry found by words. If the text tells what happens but not where, offices of
  /// single counties come after everything nationwide.
  private int found(byte match, int number) {
    boolean behind = text != null && !text.lines().isEmpty() && isElsewhere(text, number);
    return FOUND + match + (behind ? TextIndex.TYPO : 0);
  }

  /// Whether an entry was asked for, instead of only being related to the text. A crisis in the
  /// words of the lexicon comes before everything except an exact name; so do nationwide entries if
  /// no area is known.
  private boolean isAsked(AskedText text, byte match, int number) {
    return !text.lines().isEmpty()
        && match <= TextIndex.ALL_WORDS
        && ((!text.understood().said() && !isElsewhere(text, number))
            || text.names(snapshot.item(number).entry()));
  }

  private boolean isElsewhere(AskedText text, int number) {
    return (verdict(number) & ELSEWHERE) != 0 && !text.namesPlaceOf(snapshot.item(number).entry());
  }

  /// Adds entries that lists normally exclude because they only pass cases on, if the text is
  /// exactly their name. Guarded buildings and entries without a contact stay excluded.
  private void callByName(SearchText words) {
    for (int number : snapshot.text().called(words)) {
      Entry entry = snapshot.item(number).entry();
      Facet facet = snapshot.facets()[snapshot.facetOf(number)];
      if (entry.scope() == Scope.BACKEND_ROUTING
          && entry.listed()
          && !entry.guarded()
          && (entry.contactVia() != null || !entry.contacts().isEmpty())
          && wanted(facet)) {
        calledByName.put(number, (byte) (facet.answersIn(asker) ? 0 : FOREIGN));
      }
    }
  }

  private byte verdict(int number) {
    return calledByName.isEmpty()
        ? verdicts[snapshot.facetOf(number)]
        : calledByName.getOrDefault(number, verdicts[snapshot.facetOf(number)]);
  }

  private byte[] found(AskedText text) {
    if (text.words() == null) {
      return new byte[snapshot.size()];
    }
    callByName(text.words());
    IntPredicate listed = number -> verdict(number) != LEFT_OUT;
    Understood.Stage stage = text.understood().stage();
    return stage == Understood.Stage.CRISIS || stage == Understood.Stage.NEED
        ? snapshot.text().plainly(text.words(), listed)
        : snapshot.text().match(text.words(), listed, stage == Understood.Stage.NOTHING);
  }

  /// Assigns the lines to their tiers; closed lines for a need come after open ones.
  private void understand(List<Understood.Line> lines, int[] tiers) {
    int place = 0;
    for (Understood.Line line : openFirst(lines)) {
      place++;
      for (int number : numbers(line.key())) {
        int tier = NAMED + Math.min(place, LINES_AT_MOST);
        if (tiers[number] == 0 || tiers[number] > tier) {
          tiers[number] = tier;
          if (line.situation() != null) {
            reasons.put(number, line.situation());
          }
        }
      }
    }
    officesInACrisis(lines, place, tiers);
  }

  /// In a need, the open lines for it take the places of closed ones. A line for crises keeps its
  /// place, and so does one for something else that may be meant: at night, when offices are
  /// closed, it must not come before what was asked for.
  private List<Understood.Line> openFirst(List<Understood.Line> all) {
    List<Understood.Line> lines =
        all.stream().filter(line -> numbers(line.key()).length > 0).toList();
    if (text == null || text.understood().stage() != Understood.Stage.NEED) {
      return lines;
    }
    LineTable table = snapshot.understanding().table();
    Predicate<Understood.Line> isOwn =
        line -> line.situation() != null && !table.isForCrises(line.key());
    Iterator<Understood.Line> own =
        lines.stream().filter(isOwn).sorted(Comparator.comparing(this::isClosed)).iterator();
    return lines.stream().map(line -> isOwn.test(line) ? own.next() : line).toList();
  }

  private boolean isClosed(Understood.Line line) {
    return Arrays.stream(numbers(line.key()))
        .allMatch(number -> states.of(timetables[number]) == AvailabilityState.CLOSED);
  }

  /// Puts behind the crisis lines the area's own offices for what the first of them is for.
  private void officesInACrisis(List<Understood.Line> lines, int place, int[] tiers) {
    Situation first = lines.isEmpty() ? null : lines.getFirst().situation();
    if (first == null || !first.isCrisis()) {
      return;
    }
    int behind = NAMED + Math.min(place + 1, LINES_AT_MOST);
    for (String key : snapshot.understanding().table().lines(first, Set.of(), false, null)) {
      if (LineTable.isKind(key)) {
        for (int number : numbers(key)) {
          tiers[number] = tiers[number] == 0 ? behind : Math.min(tiers[number], behind);
          reasons.putIfAbsent(number, first);
        }
      }
    }
  }

  /// The entries of a line that may be listed: where no area is known, the nationwide ones.
  private int[] numbers(String key) {
    if (!LineTable.isKind(key)) {
      return snapshot
          .byKey(key)
          .filter(item -> !areas.isEmpty() || item.entry().nationwide())
          .map(item -> new int[] {item.number()})
          .orElse(new int[0]);
    }
    LineTable.OfficesOfKind offices = LineTable.offices(key);
    return areas.isEmpty()
        ? new int[0]
        : Arrays.stream(members.numbers())
            .filter(number -> offices.include(snapshot.item(number).entry()))
            .toArray();
  }

  /// Whether the list begins with the lines for anybody, because nothing was understood.
  boolean isFallback() {
    return fallback;
  }

  /// The situation because of which an entry is listed, if any.
  @Nullable Situation reason(int number) {
    return reasons.get(number);
  }

  /// Visits entries by number. Stops once the page is complete and the rest need not be counted.
  private int inOrder(int[] numbers) {
    int seen = 0;
    for (int at = 0; at < numbers.length; at++) {
      if (collect(numbers[at], 0)) {
        seen++;
      }
      boolean ordered = near == null || areas.isEmpty();
      if (!openNow
          && ordered
          && at % LOOK_EVERY == LOOK_EVERY - 1
          && !wants(Point.FARTHEST, numbers[at] + 1)) {
        return seen;
      }
    }
    return seen;
  }

  /// Adds an entry to the page if it belongs there; returns whether it is in the list.
  private boolean collect(int number, int tier) {
    byte verdict = verdict(number);
    if (verdict == LEFT_OUT) {
      return false;
    }
    AvailabilityState state = states.of(timetables[number]);
    if (openNow && state != AvailabilityState.OPEN) {
      return false;
    }
    if (near == null) {
      page.add(key(tier, verdict, state, Point.FARTHEST, number));
      return true;
    }
    IndexedEntry item = snapshot.item(number);
    int atLeast = item.metresAtLeast(near);
    if (!page.passesOver(key(tier, verdict, state, atLeast, number))) {
      page.add(key(tier, verdict, state, metres(item, near), number));
    }
    return true;
  }

  @Override
  public void visit(int number, int metresAtLeast, int place) {
    byte verdict = verdicts[snapshot.facetOf(number)];
    if (verdict == LEFT_OUT || near == null) {
      return;
    }
    AvailabilityState state = states.of(timetables[number]);
    if ((openNow && state != AvailabilityState.OPEN)
        || page.passesOver(key(0, verdict, state, metresAtLeast, number))) {
      return;
    }
    int metres =
        snapshot.places().inSeveralPlaces(number)
            ? metres(snapshot.item(number), near)
            : snapshot.places().metres(place, near);
    page.add(key(0, verdict, state, metres, number));
  }

  @Override
  public boolean wants(int metresAtLeast) {
    return wants(metresAtLeast, 0);
  }

  /// Whether an entry with at least this distance and number may still enter the page.
  private boolean wants(int metresAtLeast, int number) {
    return best != LEFT_OUT
        && !page.settled(key(0, best, AvailabilityState.OPEN, metresAtLeast, number));
  }

  private static long key(int tier, byte verdict, AvailabilityState state, int metres, int number) {
    // A number that is uncertain must never come before one that certainly answers.
    boolean perhaps = (verdict & UNSURE) != 0 && state == AvailabilityState.OPEN;
    return RankKey.of(
        tier,
        verdict / STANDS_BACK,
        (verdict & ELSEWHERE) != 0,
        perhaps ? AvailabilityState.UNKNOWN : state,
        (verdict & FOREIGN) != 0,
        metres,
        number);
  }

  private int countAll() {
    int all = 0;
    for (int index = 0; index < members.facets().length; index++) {
      all += verdicts[members.facets()[index]] == LEFT_OUT ? 0 : members.counts()[index];
    }
    return all;
  }

  private int countOpen() {
    int open = 0;
    for (int number : members.numbers()) {
      if (verdicts[snapshot.facetOf(number)] != LEFT_OUT
          && states.of(timetables[number]) == AvailabilityState.OPEN) {
        open++;
      }
    }
    return open;
  }

  /// The verdict for each facet. Queries without filters share it.
  private byte[] judgeFacets() {
    boolean unfiltered =
        kinds.isEmpty()
            && networks.isEmpty()
            && topics.isEmpty()
            && contactKinds.isEmpty()
            && spoken == null
            && filter.freeOfCharge() == null;
    return unfiltered
        ? snapshot.verdicts(asker, kindOfQuestion(), this::judge)
        : judge(snapshot.facets());
  }

  private String kindOfQuestion() {
    return areas.isEmpty()
        ? (near == null ? "anywhere" : "near") + (text == null ? "" : " by text")
        : "in an area";
  }

  private byte[] judge(Facet[] facets) {
    byte[] verdicts = new byte[facets.length];
    for (int index = 0; index < facets.length; index++) {
      Facet facet = facets[index];
      verdicts[index] =
          shown(facet) && wanted(facet)
              ? (byte)
                  (STANDS_BACK * standsBack(facet)
                      | (areas.isEmpty() && near == null && !facet.nationwide() ? ELSEWHERE : 0)
                      | (facet.unsure() ? UNSURE : 0)
                      | (facet.answersIn(asker) ? 0 : FOREIGN))
              : LEFT_OUT;
    }
    return verdicts;
  }

  /// How far an entry is moved back; 0 for most. If the query is for emergency lines or about
  /// danger, 1 for all but emergency lines, and more for tip lines, which help nobody, unless they
  /// were asked for.
  private int standsBack(Facet facet) {
    boolean emergencyFirst =
        kinds.contains(ResourceKind.EMERGENCY) || topics.contains(Topic.COMMUNITY_SAFETY);
    if (facet.kind() == ResourceKind.TIP_LINE && !kinds.contains(ResourceKind.TIP_LINE)) {
      return 2;
    }
    return emergencyFirst && facet.kind() != ResourceKind.EMERGENCY ? 1 : 0;
  }

  private byte best() {
    byte best = LEFT_OUT;
    for (int index : members.facets()) {
      best = verdicts[index] < best ? verdicts[index] : best;
    }
    return best;
  }

  /// Excludes what no list contains unless it was asked for by name.
  private boolean shown(Facet facet) {
    if (!facet.listed()) {
      return false;
    }
    if (facet.scope() == Scope.BACKEND_ROUTING && !kinds.contains(facet.kind())) {
      return false;
    }
    return !facet.localCode() || !areas.isEmpty() || text != null;
  }

  private boolean wanted(Facet facet) {
    return (kinds.isEmpty() || kinds.contains(facet.kind()))
        && (networks.isEmpty() || (facet.network() != null && networks.contains(facet.network())))
        && (topics.isEmpty() || facet.hasAny(topics))
        && (spoken == null || facet.answersIn(spoken))
        && (filter.freeOfCharge() == null || filter.freeOfCharge().equals(facet.freeOfCharge()))
        && (contactKinds.isEmpty() || isReachable(facet));
  }

  private boolean isReachable(Facet facet) {
    return areas.isEmpty()
        ? facet.reachableBy(contactKinds, null)
        : areas.stream().anyMatch(area -> facet.reachableBy(contactKinds, area));
  }

  private static int metres(IndexedEntry item, Point near) {
    int nearest = Point.FARTHEST;
    for (Point point : item.points()) {
      nearest = Math.min(nearest, near.metresTo(point));
    }
    return nearest;
  }

  private static <E extends Enum<E>> Set<E> set(Class<E> type, List<E> values) {
    return values.isEmpty() ? Set.of() : EnumSet.copyOf(values);
  }
}
