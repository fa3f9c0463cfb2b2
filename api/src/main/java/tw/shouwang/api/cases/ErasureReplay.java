package tw.shouwang.api.cases;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.database.DatabaseSetup;
import tw.shouwang.api.process.InPublicProcess;

/// Makes a restored database forget what senders and time had made it forget. The command `restore`
/// does it with the ledgers of every node, before any of them answers; each node does it again at
/// boot with its own, so that a restore without the command is not kept secret from it for long.
/// Public role: only that may end a sender's way to a case.
@Singleton
@Requires(condition = InPublicProcess.class)
class ErasureReplay implements DatabaseSetup {

  private static final Logger LOG = LoggerFactory.getLogger(ErasureReplay.class);

  private final Erasure erasure;
  private final Retention retention;
  private final ErasureLedger ledger;
  private final ReceiptWrapRepository wraps;
  private final StorageKeys storageKeys;

  ErasureReplay(
      Erasure erasure,
      Retention retention,
      ErasureLedger ledger,
      ReceiptWrapRepository wraps,
      StorageKeys storageKeys) {
    this.erasure = erasure;
    this.retention = retention;
    this.ledger = ledger;
    this.wraps = wraps;
    this.storageKeys = storageKeys;
  }

  /// What a replay found and did.
  ///
  /// @param lines in all ledgers
  /// @param forgotten cases that the database still knew
  record Report(long lines, long forgotten) {}

  /// Replays every ledger of the folders, then lets die what is past its day, and what is sealed
  /// for a week whose key has been destroyed since.
  Report replay(List<Path> folders) {
    Report report = replayLedgers(folders);
    List<Integer> openable = storageKeys.weeks();
    for (int week : wraps.weeksInUse()) {
      if (!openable.contains(week)) {
        long dead = wraps.removeOfWeek(week);
        LOG.warn("{} cases open by no receipt any more: the backup is too old", dead);
      }
    }
    retention.run();
    return report;
  }

  Path ownFolder() {
    return ledger.folder();
  }

  /// Before anything is served from the database.
  @Override
  public int order() {
    return 1;
  }

  @Override
  public void setUp() {
    Report report = replayLedgers(List.of(ownFolder()));
    if (report.forgotten() > 0) {
      LOG.warn(
          "the database still knew {} cases that this node's erasure ledgers say are erased; they"
              + " are now. If it was restored, run the command restore with the ledgers of all"
              + " nodes.",
          report.forgotten());
    }
  }

  private Report replayLedgers(List<Path> folders) {
    List<ErasureLedger.Line> lines =
        folders.stream().map(ErasureLedger::read).flatMap(List::stream).toList();
    long forgotten = lines.stream().filter(erasure::replay).count();
    return new Report(lines.size(), forgotten);
  }
}
