package tw.shouwang.api.cases.sealing;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.keys.KeyFiles;

/// The storage keys of the public role, one a week: the outer seal of every receipt wrap.
///
/// Weeks are numbered from the first Monday of 1970. New wraps use the newest key whose week has
/// begun. Once an old key's wraps were moved and the key is destroyed, the copies in backups cannot
/// be opened.
@Singleton
public class StorageKeys {

  private static final Logger LOG = LoggerFactory.getLogger(StorageKeys.class);

  static final String PREFIX = "storage-";
  static final String SUFFIX = ".key";

  /// 1970-01-05, the first Monday, in days of the epoch.
  private static final int FIRST_MONDAY = 4;

  private final KeyFiles files;
  private final InstantSource clock;
  private final @Nullable Provider<KeyFingerprints> fingerprints;
  private volatile boolean shared = true;
  private final Map<Integer, byte[]> loaded = new ConcurrentHashMap<>();

  /// @param fingerprints provided on first use, because they open the database
  @Inject
  StorageKeys(KeyFiles files, InstantSource clock, Provider<KeyFingerprints> fingerprints) {
    this.files = files;
    this.clock = clock;
    this.fingerprints = fingerprints;
  }

  /// The keys of a folder that no other node uses.
  public StorageKeys(KeyFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
    this.fingerprints = null;
  }

  public record Week(int number, byte[] key) {
    @Override
    public String toString() {
      return "Week[" + number + "]";
    }
  }

  /// The key to seal with now. That is this week's, which is made if it is missing and may be made;
  /// in `prod` it is the newest that all nodes share. A key that the other nodes do not share is
  /// not used, so that an operator can replace it by theirs.
  public Week current() {
    Week newest = ofThisWeek();
    if (isShared(newest)) {
      shared = true;
      return newest;
    }
    if (shared) {
      shared = false;
      LOG.error("{}", KeyFingerprints.ofOthers(Set.of(name(newest.number()))));
    }
    return weeks().reversed().stream()
        .filter(week -> week < newest.number())
        .flatMap(week -> key(week).map(key -> new Week(week, key)).stream())
        .filter(this::isShared)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no storage key here is one of the other nodes'"));
  }

  /// Whether the other nodes can read what this one seals by its newest key, as far as is known.
  boolean isShared() {
    return shared;
  }

  /// @throws tw.shouwang.api.process.StartRefused if there is no key to seal with
  void refuseIfMissing() {
    var _ = ofThisWeek();
  }

  private Week ofThisWeek() {
    int week = weekOf(CoarseTime.dayOf(clock.instant()));
    Optional<byte[]> known = key(week);
    if (known.isPresent()) {
      return new Week(week, known.get());
    }
    if (files.makesMissing() || !weeks().isEmpty()) {
      make(week);
      return new Week(week, key(week).orElseThrow());
    }
    return new Week(week, files.secret(name(week)));
  }

  /// Outside `prod` each node may have made keys of its own.
  private boolean isShared(Week week) {
    boolean ours =
        fingerprints == null
            || files.makesMissing()
            || fingerprints.get().isShared(name(week.number()), week.key());
    if (!ours) {
      // Not cached, so that it is read again next time: an operator may have replaced it by the
      // other nodes' key.
      loaded.remove(week.number());
    }
    return ours;
  }

  public Optional<byte[]> key(int week) {
    byte[] known = loaded.get(week);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<byte[]> found = files.find(name(week));
    found.ifPresent(key -> loaded.put(week, key));
    return found;
  }

  /// The weeks that have keys, oldest first. Keys that another node destroyed are removed from
  /// memory here.
  public List<Integer> weeks() {
    List<Integer> weeks =
        files.names(PREFIX, SUFFIX).stream()
            .map(name -> name.substring(PREFIX.length(), name.length() - SUFFIX.length()))
            .map(Integer::parseInt)
            .sorted()
            .toList();
    loaded.keySet().retainAll(weeks);
    return weeks;
  }

  /// Makes this week's key if it is missing.
  int makeCurrent() {
    int week = weekOf(CoarseTime.dayOf(clock.instant()));
    make(week);
    return week;
  }

  public void make(int week) {
    files.create(name(week), files.random());
  }

  public void destroy(int week) {
    loaded.remove(week);
    files.destroy(name(week));
    if (fingerprints != null) {
      fingerprints.get().forget(name(week));
    }
  }

  public static int weekOf(LocalDate day) {
    return (int) Math.floorDiv(day.toEpochDay() - FIRST_MONDAY, 7L);
  }

  /// The last day on which a week's key is used for new wraps.
  public static LocalDate endOf(int week) {
    return LocalDate.ofEpochDay(week * 7L + FIRST_MONDAY + 6);
  }

  private static String name(int week) {
    return PREFIX + week + SUFFIX;
  }
}
