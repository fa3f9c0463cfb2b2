package tw.shouwang.api.cases.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import tw.shouwang.api.cases.records.CasesSettings;
import tw.shouwang.api.cases.records.CoarseTime;

/// Detects whether more new cases than usual come from one poster or one address in a day, and
/// marks them for staff. It refuses nobody, and retries do not count.
///
/// Counts in this node's memory only. An address is counted by its [CallerKey], which changes each
/// day.
@Singleton
public class Surge {

  /// A limit, so that a flood of addresses cannot fill the memory.
  private static final int MOST_ORIGINS = 100_000;

  private final CasesSettings settings;
  private final CoarseTime time;
  private final Cache<Key, Integer> counts =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofDays(1)).maximumSize(MOST_ORIGINS).build();

  Surge(CasesSettings settings, InstantSource clock) {
    this.settings = settings;
    this.time = new CoarseTime(clock);
  }

  private sealed interface Key {

    record Address(LocalDate day, String caller) implements Key {}

    record Poster(LocalDate day, String code) implements Key {}
  }

  /// Whether one more case from this origin is more than usual today.
  public boolean isMoreThanUsual(Origin origin) {
    return count(address(origin)) >= settings.usualPerAddress()
        || origin.site() != null && count(poster(origin.site())) >= settings.usualPerSite();
  }

  /// Counts one new case.
  public void count(Origin origin) {
    counts.asMap().merge(address(origin), 1, Integer::sum);
    if (origin.site() != null) {
      counts.asMap().merge(poster(origin.site()), 1, Integer::sum);
    }
  }

  private int count(Key key) {
    Integer count = counts.getIfPresent(key);
    return count == null ? 0 : count;
  }

  private Key address(Origin origin) {
    return new Key.Address(time.today(), origin.caller().value());
  }

  private Key poster(String code) {
    return new Key.Poster(time.today(), code);
  }
}
