package tw.shouwang.api.cases.sealing;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.keys.KeyFiles;

/// The storage keys of the public role, one a week: the outer seal of every receipt wrap.
///
/// A week is counted in Mondays since 1970. The newest key that has begun is used for new wraps;
/// destroying an old one, after its wraps were moved, closes every backup of them.
@Singleton
public class StorageKeys {

  private static final String PREFIX = "storage-";
  private static final String SUFFIX = ".key";

  /// 1970-01-05, the first Monday, as days of the epoch.
  private static final int FIRST_MONDAY = 4;

  private final KeyFiles files;
  private final InstantSource clock;
  private final Map<Integer, byte[]> loaded = new ConcurrentHashMap<>();

  public StorageKeys(KeyFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
  }

  public record Week(int number, byte[] key) {
    @Override
    public String toString() {
      return "Week[" + number + "]";
    }
  }

  /// The key to seal with now. Made where missing keys may be made; in `prod` the newest there is.
  public Week current() {
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

  public Optional<byte[]> key(int week) {
    byte[] known = loaded.get(week);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<byte[]> found = files.find(name(week));
    found.ifPresent(key -> loaded.put(week, key));
    return found;
  }

  /// The weeks there are keys of, oldest first. What another node has destroyed is forgotten here.
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

  /// Makes the key of this week where it is missing.
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
