package tw.shouwang.api.cases.retention;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.records.ReceiptRepository;
import tw.shouwang.api.cases.records.ReceiptWrapRepository;
import tw.shouwang.api.cases.sealing.StorageKeys;
import tw.shouwang.api.database.DatabaseSetup;
import tw.shouwang.api.process.InPublicProcess;

/// Repeats in a restored database the erasures that it lost. The command `restore` does it with the
/// ledgers of every node, before any node serves. Each node also does it at boot with its own
/// ledgers, in case the command was forgotten. Public role: only this role may end a sender's
/// access to a case.
@Singleton
@Requires(condition = InPublicProcess.class)
class ErasureReplay implements DatabaseSetup {

  private static final int AT_ONCE = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(ErasureReplay.class);

  private final Erasure erasure;
  private final RetentionRun retention;
  private final ErasureLedger ledger;
  private final ReceiptRepository receipts;
  private final ReceiptWrapRepository wraps;
  private final StorageKeys storageKeys;

  ErasureReplay(
      Erasure erasure,
      RetentionRun retention,
      ErasureLedger ledger,
      ReceiptRepository receipts,
      ReceiptWrapRepository wraps,
      StorageKeys storageKeys) {
    this.erasure = erasure;
    this.retention = retention;
    this.ledger = ledger;
    this.receipts = receipts;
    this.wraps = wraps;
    this.storageKeys = storageKeys;
  }

  /// The result of a replay.
  ///
  /// @param lines in all ledgers
  /// @param forgotten cases that were erased now
  /// @param failed failures in the retention run after the replay
  record Report(long lines, long forgotten, long failed) {}

  /// Replays every ledger of the folders. Then erases what is past its day, and what is sealed for
  /// a week whose key has been destroyed since.
  Report replay(List<Path> folders) {
    Report report = replayLedgers(folders);
    List<Integer> openable = storageKeys.weeks();
    for (int week : wraps.weeksInUse()) {
      if (!openable.contains(week)) {
        long dead = 0;
        for (long gone = AT_ONCE; gone == AT_ONCE; dead += gone) {
          gone = wraps.removeOfWeek(week, AT_ONCE);
        }
        LOG.warn("{} cases open by no receipt any more: the backup is too old", dead);
      }
    }
    long failed = retention.run().failed();
    return new Report(report.lines(), report.forgotten(), failed);
  }

  Path ownFolder() {
    return ledger.folder();
  }

  /// Runs before anything is served from the database.
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
    // A first pass without effect finds a damaged line before any line is replayed.
    folders.forEach(folder -> ErasureLedger.read(folder, line -> {}));
    Replayed replayed = new Replayed();
    folders.forEach(folder -> ErasureLedger.read(folder, replayed::take));
    replayed.rest();
    return new Report(replayed.lines, replayed.forgotten, 0);
  }

  /// Collects lines of a ledger: most are about cases that are long gone, and every boot reads all
  /// lines, so one query checks a thousand of them.
  private final class Replayed {
    private final List<ErasureLedger.Line> waiting = new ArrayList<>();
    private long lines;
    private long forgotten;

    void take(ErasureLedger.Line line) {
      waiting.add(line);
      if (waiting.size() == AT_ONCE) {
        rest();
      }
    }

    void rest() {
      Set<String> known =
          Set.copyOf(
              receipts.openable(
                  waiting.stream().map(Replayed::hash).collect(Collectors.joining(","))));
      forgotten +=
          waiting.stream()
              .filter(line -> known.contains(hash(line)))
              .filter(erasure::replay)
              .count();
      lines += waiting.size();
      waiting.clear();
    }

    private static String hash(ErasureLedger.Line line) {
      return HexFormat.of().formatHex(line.hash());
    }
  }
}
