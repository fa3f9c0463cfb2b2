package tw.shouwang.api.cases.sealing;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.database.DatabaseSetup;

/// The newest public key of each centre; new cases are wrapped for it.
///
/// Reads the published table at boot and every minute. A key without the centre's signature is
/// refused, and so is a key older than the one in use. If nothing newer comes, the newest key stays
/// in use even after its end, because an old key is better than an unread report.
@Singleton
public class CentreKeyring implements DatabaseSetup {

  private static final Logger LOG = LoggerFactory.getLogger(CentreKeyring.class);
  public static final int ORDER = 310;

  private final CentreKeysetRepository published;
  private final CentreKeyFiles files;
  private final Map<String, CentreKey> newest = new ConcurrentHashMap<>();

  CentreKeyring(CentreKeysetRepository published, CentreKeyFiles files) {
    this.published = published;
    this.files = files;
  }

  public Optional<CentreKey> newest(String centre) {
    return Optional.ofNullable(newest.get(centre));
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
    newest.merge(
        key.centre(), key, (mine, other) -> other.generation() > mine.generation() ? other : mine);
  }
}
