package tw.shouwang.api.cases.sealing;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.database.DatabaseSetup;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.foundation.TaiwanTime;

/// The newest public key of each centre; new cases are wrapped for it.
///
/// Reads the published table at boot and every minute. A key without the centre's signature is
/// refused, and so is a key older than one that this node has used, also before a restart. If
/// nothing newer comes, the newest key stays in use for two weeks after its end, because an old key
/// is better than an unread report; its private half may be destroyed then.
@Singleton
public class CentreKeyring implements DatabaseSetup {

  private static final Logger LOG = LoggerFactory.getLogger(CentreKeyring.class);
  public static final int ORDER = 310;

  private static final int DAYS_BEFORE = 2;
  private static final int DAYS_AFTER = 14;

  private final CentreKeysetRepository published;
  private final CentreKeyFiles files;
  private final SeenGenerations seen;
  private final InstantSource clock;
  private final Alarm alarm;
  private final Map<String, CentreKey> newest = new ConcurrentHashMap<>();

  CentreKeyring(
      CentreKeysetRepository published,
      CentreKeyFiles files,
      SeenGenerations seen,
      InstantSource clock) {
    this.published = published;
    this.files = files;
    this.seen = seen;
    this.clock = clock;
    this.alarm = new Alarm(LOG, clock);
  }

  /// The key to wrap with now. Nothing where the newest is outside its window: two weeks after its
  /// end its private half may be destroyed, and an old one may be stolen.
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
  }

  @Scheduled(fixedDelay = "1m", initialDelay = "1m")
  public void refreshQuietly() {
    try {
      refresh();
    } catch (RuntimeException e) {
      LOG.warn("centre keysets could not be read, the newest known stay in use");
    }
  }

  private void refresh() {
    published.findAll().stream().map(CentreKeysetRow::key).forEach(this::consider);
  }

  void consider(CentreKey key) {
    if (!key.isSignedBy(files.verification(key.centre()))) {
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
