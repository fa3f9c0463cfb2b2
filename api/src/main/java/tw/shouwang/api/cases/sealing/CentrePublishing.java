package tw.shouwang.api.cases.sealing;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.database.DatabaseSetup;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.ProcessRoles;

/// Makes a key for every centre in development. In `prod` an administrator makes generations with a
/// command, and this class does nothing.
@Singleton
class CentrePublishing implements DatabaseSetup {

  private static final Logger LOG = LoggerFactory.getLogger(CentrePublishing.class);

  private final CentreGenerations generations;
  private final Directory directory;
  private final KeyFiles files;
  private final ProcessRoles roles;
  private final CoarseTime time;

  CentrePublishing(
      CentreGenerations generations,
      Directory directory,
      KeyFiles files,
      ProcessRoles roles,
      InstantSource clock) {
    this.generations = generations;
    this.directory = directory;
    this.files = files;
    this.roles = roles;
    this.time = new CoarseTime(clock);
  }

  /// Runs after the directory's setup, because that knows the centres, and before the keyring's,
  /// because that reads the table.
  @Override
  public int order() {
    return CentreKeyring.ORDER - 10;
  }

  @Override
  public void setUp() {
    if (!roles.isStaff() || !files.makesMissing()) {
      return;
    }
    for (String centre : directory.centres().stream().map(Centre::code).toList()) {
      List<CentreKey> known = generations.list(centre);
      if (known.isEmpty() || !known.getLast().validUntil().isAfter(time.today())) {
        CentreKey made = generations.make(centre);
        LOG.info("made generation {} of centre {}", made.generation(), centre);
      }
    }
  }
}
