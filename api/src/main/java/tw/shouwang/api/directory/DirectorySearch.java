package tw.shouwang.api.directory;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers lists: filters, ranks and cuts one page, all from one snapshot and at one instant.
@Singleton
class DirectorySearch {

  static final int LARGEST_PAGE = 100;
  private static final int LONGEST_TEXT = 200;

  private final DirectoryErrors errors;

  DirectorySearch(DirectoryErrors errors) {
    this.errors = errors;
  }

  /// One question as it came in; nothing is checked yet.
  record Question(
      ResourceFilter filter,
      @Nullable Instant at,
      int first,
      @Nullable String after,
      List<String> spoken) {}

  record Hit(Item item, @Nullable Integer distanceMetres, String cursor) {}

  record Page(
      List<Hit> hits,
      int totalCount,
      boolean hasNext,
      boolean hasPrevious,
      Instant at,
      @Nullable Area area) {}

  /// One page.
  ///
  /// @param now the operation's instant, for a question that names none
  Page search(DirectorySnapshot snapshot, Question question, Instant now) {
    ResourceFilter filter = question.filter();
    if (question.first() < 1 || question.first() > LARGEST_PAGE) {
      throw errors.of(DirectoryErrors.Code.INVALID_FIRST);
    }
    Area area = area(snapshot, filter.area());
    Point near = point(filter.near());
    SearchText text = text(filter.text());
    String asker = snapshot.bestSpoken(question.spoken());
    long fingerprint = Cursor.question(filter, asker);
    Cursor after = cursor(question, fingerprint);
    Instant at = question.at() != null ? question.at() : after != null ? after.at() : now;
    if (!Availability.inRange(at)) {
      throw errors.of(DirectoryErrors.Code.INVALID_INSTANT);
    }
    Ranking ranking = new Ranking(snapshot, filter, area, near, text, at, asker);
    SmallestKeys page = new SmallestKeys(question.first() + 1, floor(snapshot, after));
    ranking.collect(page);
    long[] keys = page.sorted();
    List<Hit> hits = new ArrayList<>();
    for (int index = 0; index < Math.min(keys.length, question.first()); index++) {
      hits.add(hit(snapshot, keys[index], fingerprint, at));
    }
    return new Page(
        hits, page.seen(), keys.length > question.first(), page.skipped() > 0, at, area);
  }

  private static Hit hit(DirectorySnapshot snapshot, long key, long fingerprint, Instant at) {
    Item item = snapshot.item(RankKey.number(key));
    int metres = RankKey.metres(key);
    Cursor cursor =
        new Cursor(
            fingerprint,
            at,
            RankKey.withoutNumber(key),
            item.entry().locality(),
            item.entry().key());
    return new Hit(item, metres == RankKey.NO_DISTANCE ? null : metres, cursor.encode());
  }

  /// The smallest key that belongs behind the cursor, in this snapshot's numbering.
  private static long floor(DirectorySnapshot snapshot, @Nullable Cursor after) {
    if (after == null) {
      return Long.MIN_VALUE;
    }
    int position = snapshot.position(after.locality(), after.key());
    boolean there =
        position < snapshot.size() && snapshot.item(position).entry().key().equals(after.key());
    return RankKey.withNumber(after.rank(), there ? position + 1 : position);
  }

  private @Nullable Cursor cursor(Question question, long fingerprint) {
    if (question.after() == null) {
      return null;
    }
    Optional<Cursor> cursor = Cursor.decode(question.after());
    if (cursor.isEmpty()
        || cursor.get().question() != fingerprint
        || (question.at() != null
            && question.at().getEpochSecond() != cursor.get().at().getEpochSecond())) {
      throw errors.of(DirectoryErrors.Code.INVALID_CURSOR);
    }
    return cursor.get();
  }

  private @Nullable Area area(DirectorySnapshot snapshot, @Nullable String code) {
    if (code == null) {
      return null;
    }
    return snapshot.area(code).orElseThrow(() -> errors.of(DirectoryErrors.Code.UNKNOWN_AREA));
  }

  private @Nullable Point point(ResourceFilter.@Nullable PointInput near) {
    if (near == null) {
      return null;
    }
    try {
      return new Point(near.lat(), near.lon());
    } catch (IllegalArgumentException e) {
      throw errors.of(DirectoryErrors.Code.INVALID_COORDINATES);
    }
  }

  /// The text to look for; a blank one asks for nothing in particular.
  @Nullable SearchText text(@Nullable String typed) {
    if (typed == null || typed.isBlank()) {
      return null;
    }
    if (typed.length() > LONGEST_TEXT || typed.chars().anyMatch(Character::isISOControl)) {
      throw errors.of(DirectoryErrors.Code.INVALID_TEXT);
    }
    return SearchText.of(typed);
  }

  /// Judges every entry that may be in the list.
  private static final class Ranking {

    private final DirectorySnapshot snapshot;
    private final ResourceFilter filter;
    private final @Nullable Area area;
    private final @Nullable Point near;
    private final byte @Nullable [] tiers;
    private final Set<ResourceKind> kinds;
    private final Set<Network> networks;
    private final Set<Topic> topics;
    private final Set<ContactKind> contactKinds;
    private final @Nullable String spoken;
    private final String asker;
    private final boolean unfiltered;
    private final long minute;
    private final @Nullable AvailabilityState[] states;

    Ranking(
        DirectorySnapshot snapshot,
        ResourceFilter filter,
        @Nullable Area area,
        @Nullable Point near,
        @Nullable SearchText text,
        Instant at,
        String asker) {
      this.snapshot = snapshot;
      this.filter = filter;
      this.area = area;
      this.near = near;
      this.tiers =
          text == null
              ? null
              : snapshot.text().match(text, area == null ? null : snapshot.serving(area));
      this.kinds = set(ResourceKind.class, filter.kinds());
      this.networks = set(Network.class, filter.networks());
      this.topics = set(Topic.class, filter.topics());
      this.contactKinds = set(ContactKind.class, filter.contactKinds());
      this.spoken = filter.spokenLanguage() == null ? null : Item.primary(filter.spokenLanguage());
      this.asker = asker;
      this.unfiltered =
          kinds.isEmpty()
              && networks.isEmpty()
              && topics.isEmpty()
              && spoken == null
              && filter.freeOfCharge() == null
              && contactKinds.isEmpty();
      this.minute = LocalMinutes.of(at);
      this.states = new @Nullable AvailabilityState[snapshot.timetableCount()];
    }

    void collect(SmallestKeys page) {
      if (area != null) {
        for (int number : snapshot.serving(area)) {
          collect(snapshot.item(number), page);
        }
        return;
      }
      for (int number = 0; number < snapshot.size(); number++) {
        collect(snapshot.item(number), page);
      }
    }

    private void collect(Item item, SmallestKeys page) {
      int tier = tiers == null ? 0 : tiers[item.number()];
      if ((tiers != null && tier == TextIndex.NONE) || !shown(item) || !wanted(item)) {
        return;
      }
      AvailabilityState state = state(item);
      if (Boolean.TRUE.equals(filter.openNow()) && state != AvailabilityState.OPEN) {
        return;
      }
      boolean later =
          kinds.contains(ResourceKind.EMERGENCY) && item.entry().kind() != ResourceKind.EMERGENCY;
      boolean foreign = !item.answersIn(asker);
      if (near == null) {
        page.add(RankKey.of(tier, later, state, foreign, RankKey.NO_DISTANCE, item.number()));
        return;
      }
      int atLeast = item.metresAtLeast(near);
      if (!page.passedOver(RankKey.of(tier, later, state, foreign, atLeast, item.number()))) {
        page.add(RankKey.of(tier, later, state, foreign, metres(item, near), item.number()));
      }
    }

    /// What no list shows unless it was asked for by name.
    private boolean shown(Item item) {
      if (item.everywhereListed()) {
        return true;
      }
      Entry entry = item.entry();
      if (!entry.listed()) {
        return false;
      }
      if (entry.scope() == Scope.BACKEND_ROUTING && !kinds.contains(entry.kind())) {
        return false;
      }
      return !entry.localCode() || area != null || tiers != null;
    }

    private boolean wanted(Item item) {
      if (unfiltered) {
        return true;
      }
      Entry entry = item.entry();
      return (kinds.isEmpty() || kinds.contains(entry.kind()))
          && (networks.isEmpty() || (entry.network() != null && networks.contains(entry.network())))
          && (topics.isEmpty() || item.hasAny(topics))
          && (spoken == null || item.answersIn(spoken))
          && (filter.freeOfCharge() == null || filter.freeOfCharge().equals(entry.freeOfCharge()))
          && (contactKinds.isEmpty() || reachable(entry));
    }

    private boolean reachable(Entry entry) {
      return entry.contacts().stream()
          .anyMatch(contact ->
              contactKinds.contains(contact.kind())
                  && (area == null || !contact.boundElsewhere(area)));
    }

    private AvailabilityState state(Item item) {
      AvailabilityState state = states[item.timetable()];
      if (state == null) {
        state = snapshot.timetable(item.timetable()).state(minute, snapshot.calendar());
        states[item.timetable()] = state;
      }
      return state;
    }

    private static int metres(Item item, Point near) {
      int nearest = RankKey.NO_DISTANCE;
      for (Point point : item.points()) {
        nearest = Math.min(nearest, near.metresTo(point));
      }
      return nearest;
    }

    private static <E extends Enum<E>> Set<E> set(Class<E> type, List<E> values) {
      return values.isEmpty() ? EnumSet.noneOf(type) : EnumSet.copyOf(values);
    }
  }
}
