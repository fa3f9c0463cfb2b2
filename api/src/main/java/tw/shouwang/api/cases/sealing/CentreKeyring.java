package tw.shouwang.api.cases.sealing;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.database.DatabaseSetup;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.foundation.TaiwanTime;

/// The newest public key of each centre; new cases are wrapped for it.
///
/// Reads the published table and the verification files at boot and every minute. A key without the
/// centre's signature is refused, and so is a key older than one that this node has used, also
/// before a restart. A centre that only the database knows is left out and named in the log; the
/// others go on. If nothing newer comes, the newest key stays in use for two weeks after its end,
/// because an old key is better than an unread report; its private half may be destroyed then.
@Singleton
public class CentreKeyring implements DatabaseSetup {

  private static final Logger LOG = LoggerFactory.getLogger(CentreKeyring.class);
  public static final int ORDER = 310;

  private static final int DAYS_BEFORE = 2;
  private static final int DAYS_AFTER = 14;

  /// How many days after its end a generation is accepted from a client that has sealed with it.
  private static final int DAYS_ACCEPTED = 2;

  /// After this many days without a newer generation, the operator is told: after two weeks,
  /// clients seal nothing.
  private static final int DAYS_OVERDUE = 3;

  private static final Duration LEAST_BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final CentreKeysetRepository published;
  private final CentreKeyFiles files;
  private final CentreAnchors anchors;
  private final SeenGenerations seen;
  private final InstantSource clock;
  private final Alarm alarm;
  private final Map<String, CentreKey> newest = new ConcurrentHashMap<>();
  private volatile Set<String> untold = Set.of();
  private volatile Map<String, Map<Integer, CentreKey>> signed = Map.of();
  private final AtomicReference<Instant> looked = new AtomicReference<>(Instant.MIN);

  /// Each reading of the table has a number, so that a late one does not undo a later one.
  private final AtomicLong readings = new AtomicLong();

  private final ReentrantLock applying = new ReentrantLock();
  private long applied;

  CentreKeyring(
      CentreKeysetRepository published,
      CentreKeyFiles files,
      CentreAnchors anchors,
      SeenGenerations seen,
      InstantSource clock) {
    this.published = published;
    this.files = files;
    this.anchors = anchors;
    this.seen = seen;
    this.clock = clock;
    this.alarm = new Alarm(LOG, clock);
  }

  /// The key to wrap with now. Empty if today is outside the newest key's window: two weeks after
  /// its end its private half may be destroyed, and an old one may be stolen.
  public Optional<CentreKey> newest(String centre) {
    CentreKey key = newest.get(centre);
    if (key == null || isUsable(key)) {
      return Optional.ofNullable(key);
    }
    alarm.raise(
        "the newest generation of centre {} ended on {}: nothing is sealed for it any more, run"
            + " `keys rotate`",
        centre,
        key.validUntil());
    return Optional.empty();
  }

  /// Whether a client may have sealed with this generation: it is published and signed, and either
  /// the newest or not ended for more than two days. An overdue key is better than an unread
  /// report. A higher generation than any known here makes this node look at the table, at most
  /// every five seconds.
  public boolean accepts(String centre, int generation) {
    CentreKey now = newest.get(centre);
    if ((now == null || generation > now.generation()) && isTimeToLook()) {
      refreshQuietly();
    }
    return generations(centre).anyMatch(key -> key.generation() == generation);
  }

  /// All generations with which a client may seal now, of every centre.
  public List<CentreKey> accepted() {
    return signed.keySet().stream().sorted().flatMap(this::generations).toList();
  }

  /// The same of one centre.
  public List<CentreKey> accepted(String centre) {
    return generations(centre).toList();
  }

  private Stream<CentreKey> generations(String centre) {
    CentreKey last = newest.get(centre);
    if (last == null) {
      return Stream.empty();
    }
    LocalDate today = TaiwanTime.today(clock);
    return signed.getOrDefault(centre, Map.of()).values().stream()
        .filter(key ->
            key.generation() == last.generation() && isUsable(key)
                || !today.isBefore(key.validFrom().minusDays(DAYS_BEFORE))
                    && !today.isAfter(key.validUntil().plusDays(DAYS_ACCEPTED)))
        .sorted(Comparator.comparingInt(CentreKey::generation));
  }

  private boolean isTimeToLook() {
    Instant now = clock.instant();
    Instant before = looked.get();
    return !now.isBefore(before.plus(LEAST_BETWEEN_LOOKS)) && looked.compareAndSet(before, now);
  }

  /// Whether this node was told that the centre takes the reports of this area. A row of the
  /// database alone is not enough to seal anybody's words for a centre.
  public boolean takes(String centre, String area) {
    return files.isToldOf(centre)
        && anchors.of(centre).map(anchor -> anchor.takes(area)).orElse(true);
  }

  /// The centres that have published keys, but have no verification file and no setting on this
  /// node.
  Set<String> untold() {
    return untold;
  }

  /// The last day of each centre's newest generation.
  Map<String, LocalDate> ends() {
    return newest.values().stream()
        .collect(Collectors.toMap(CentreKey::centre, CentreKey::validUntil));
  }

  private boolean isUsable(CentreKey key) {
    LocalDate today = TaiwanTime.today(clock);
    return !today.isBefore(key.validFrom().minusDays(DAYS_BEFORE))
        && !today.isAfter(key.validUntil().plusDays(DAYS_AFTER));
  }

  @Override
  public int order() {
    return ORDER;
  }

  @Override
  public void setUp() {
    refresh();
    if (newest.isEmpty()) {
      // Without any centre this node could take no report, so the start fails with what the first
      // centre lacks.
      untold.stream().min(Comparator.naturalOrder()).ifPresent(files::verification);
    }
  }

  @Scheduled(fixedDelay = "1m", initialDelay = "1m")
  public void refreshQuietly() {
    try {
      refresh();
    } catch (RuntimeException e) {
      LOG.warn("centre keysets could not be read, the newest known stay in use");
    }
  }

  /// Reads the table without a lock, so that no submission waits for another's reading.
  private void refresh() {
    long reading = readings.incrementAndGet();
    anchors.refresh();
    List<CentreKey> keys = published.findAll().stream().map(CentreKeysetRow::key).toList();
    applying.lock();
    try {
      if (reading > applied) {
        applied = reading;
        apply(keys);
        warn();
      }
    } finally {
      applying.unlock();
    }
  }

  private void apply(List<CentreKey> keys) {
    Set<String> without =
        keys.stream()
            .map(CentreKey::centre)
            .filter(centre -> files.trusted(centre).isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    if (!without.isEmpty() && !without.equals(untold)) {
      LOG.error(
          "not ready here: {}. The database has keys of these centres, but no verification file"
              + " in shouwang.centre-keys.directory and no setting says whose they are",
          new TreeSet<>(without));
    }
    untold = without;
    // The accepted generations are set before the offered ones, so that no offered generation is
    // refused.
    signed =
        keys.stream()
            .filter(key -> key.isUsable() && isTrusted(key))
            .collect(
                Collectors.groupingBy(
                    CentreKey::centre,
                    Collectors.toUnmodifiableMap(CentreKey::generation, Function.identity())));
    keys.stream().filter(key -> !without.contains(key.centre())).forEach(this::consider);
    newest.values().removeIf(key -> !isTrusted(key));
  }

  /// Tells the operator of centres for which clients seal nothing, or soon will not, whether or not
  /// anybody writes to them.
  private void warn() {
    LocalDate today = TaiwanTime.today(clock);
    Map<String, LocalDate> overdue = new TreeMap<>();
    newest.forEach((centre, key) -> {
      if (today.isAfter(key.validUntil().plusDays(DAYS_OVERDUE - 1L))) {
        overdue.put(centre, key.validUntil());
      }
    });
    if (!overdue.isEmpty()) {
      alarm.raise(
          "the newest generations of these centres have ended: {}; two weeks after the end apps"
              + " seal nothing for them any more, run `keys rotate`",
          overdue);
    }
    Map<String, Integer> gone = new TreeMap<>();
    seen.all()
        .forEach((centre, highest) -> {
          boolean published =
              signed.getOrDefault(centre, Map.of()).keySet().stream()
                  .anyMatch(generation -> generation >= highest);
          // A centre without verification file and setting was removed by an operator, so its
          // missing keys are no alarm.
          if (!published && files.isToldOf(centre)) {
            gone.put(centre, highest);
          }
        });
    if (!gone.isEmpty()) {
      alarm.raise(
          "these generations were used here and are no longer published: {}; older ones are not"
              + " used; somebody has changed the database, or an old state of it was restored",
          gone);
    }
  }

  private boolean isTrusted(CentreKey key) {
    return files.trusted(key.centre()).stream().anyMatch(key::isSignedBy);
  }

  void consider(CentreKey key) {
    if (!isTrusted(key)) {
      LOG.error(
          "refused generation {} of centre {}: it is not signed by the centre",
          key.generation(),
          key.centre());
      return;
    }
    if (!key.isUsable()) {
      LOG.error(
          "refused generation {} of centre {}: its suite {} is not known here",
          key.generation(),
          key.centre(),
          key.suite());
      return;
    }
    int highest = seen.highest(key.centre());
    if (key.generation() < highest) {
      LOG.debug(
          "generation {} of centre {} is older than one used here", key.generation(), key.centre());
      return;
    }
    seen.add(key.centre(), key.generation());
    newest.merge(
        key.centre(), key, (mine, other) -> other.generation() > mine.generation() ? other : mine);
  }
}
