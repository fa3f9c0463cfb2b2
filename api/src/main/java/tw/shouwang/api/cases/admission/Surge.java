package tw.shouwang.api.cases.admission;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tw.shouwang.api.cases.envelope.Derivation;
import tw.shouwang.api.cases.records.CasesSettings;
import tw.shouwang.api.cases.records.CoarseTime;

/// Notices when more new cases than usual come from one poster or one address, for a mark that
/// staff see; it refuses nobody, and a retry counts nothing.
///
/// Counts in this node's memory alone, under a salt that is drawn anew each day, and starts anew
/// with it.
@Singleton
public class Surge {

  /// Those that were silent longest are forgotten first, so that a flood of addresses cannot fill
  /// the memory.
  private static final int MOST_ORIGINS = 100_000;

  private final CasesSettings settings;
  private final SecureRandom random;
  private final CoarseTime time;
  private final byte[] salt = new byte[32];
  private final Map<String, Integer> counts = new Recent();
  private LocalDate countedOn = LocalDate.EPOCH;

  Surge(CasesSettings settings, SecureRandom random, InstantSource clock) {
    this.settings = settings;
    this.random = random;
    this.time = new CoarseTime(clock);
  }

  /// Whether one more from there is more than usual today.
  public synchronized boolean isMoreThanUsual(Origin origin) {
    turn();
    return counts.getOrDefault(caller(origin), 0) >= settings.usualPerAddress()
        || origin.site() != null
            && counts.getOrDefault(site(origin.site()), 0) >= settings.usualPerSite();
  }

  /// Counts one new case.
  public synchronized void count(Origin origin) {
    turn();
    counts.merge(caller(origin), 1, Integer::sum);
    if (origin.site() != null) {
      counts.merge(site(origin.site()), 1, Integer::sum);
    }
  }

  private void turn() {
    LocalDate today = time.today();
    if (!today.equals(countedOn)) {
      counts.clear();
      random.nextBytes(salt);
      countedOn = today;
    }
  }

  private String caller(Origin origin) {
    return salted("address:" + origin.caller().value());
  }

  private String site(String code) {
    return salted("site:" + code);
  }

  private String salted(String origin) {
    return Base64.getEncoder()
        .encodeToString(Derivation.hmac(salt, origin.getBytes(StandardCharsets.UTF_8)));
  }

  private static final class Recent extends LinkedHashMap<String, Integer> {

    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
      return size() > MOST_ORIGINS;
    }
  }
}
