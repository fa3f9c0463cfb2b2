package tw.shouwang.api.cases.sites;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tw.shouwang.api.cases.records.CasesSettings;
import tw.shouwang.foundation.TaiwanTime;

/// Detects whether more forms than usual come with one poster's code in a day. A code that a client
/// has sealed is read for the first time by the first look, so the public role cannot count it.
///
/// Counts in this node's memory only, and under a pseudonym that ends with the process: a finding
/// may wait some minutes for its writing, and the code is not kept meanwhile.
@Singleton
public class PosterSurge {

  /// A limit, so that a flood of codes cannot fill the memory.
  private static final int MOST_POSTERS = 10_000;

  private final CasesSettings settings;
  private final InstantSource clock;
  private final SecretKeySpec key;
  private final Cache<Counted, Integer> counts =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofDays(1)).maximumSize(MOST_POSTERS).build();

  PosterSurge(CasesSettings settings, SecureRandom random, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  private record Counted(LocalDate day, String poster) {}

  /// @param code in its stored form
  public String pseudonym(String code) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(code.getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Counts one form.
  ///
  /// @return whether it is more than usual today
  public boolean isMoreThanUsual(String pseudonym) {
    int count =
        counts.asMap().merge(new Counted(TaiwanTime.today(clock), pseudonym), 1, Integer::sum);
    return count > settings.usualPerSite();
  }
}
