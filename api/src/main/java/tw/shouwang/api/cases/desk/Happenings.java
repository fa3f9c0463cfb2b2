package tw.shouwang.api.cases.desk;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.cases.records.HappeningRepository;
import tw.shouwang.api.cases.records.HappeningRow;

/// What senders and night jobs did to cases, of which the centre's staff were not told yet. Staff
/// role only.
@Singleton
public class Happenings {

  private final HappeningRepository happenings;
  private final LookRepository looks;
  private final CaseRepository cases;
  private final TransactionOperations<Connection> transactions;

  Happenings(
      HappeningRepository happenings,
      LookRepository looks,
      CaseRepository cases,
      TransactionOperations<Connection> transactions) {
    this.happenings = happenings;
    this.looks = looks;
    this.cases = cases;
    this.transactions = transactions;
  }

  /// Danger first.
  public List<HappeningRow> untold(int atMost) {
    return happenings.untold(atMost);
  }

  /// Tells of one happening, unless another node has told of it. Happenings of an erased case are
  /// dropped.
  ///
  /// @param told in the same transaction, with the case locked
  /// @return false if somebody has locked the case; then it is to be tried again in a moment
  public boolean tell(HappeningRow row, BiConsumer<Happening, DeskCase> told) {
    return transactions.executeWrite(transaction -> {
      Optional<DeskCase> held = looks.holdIfFree(row.caseId());
      if (held.isEmpty() && cases.findOpenable(row.caseId()).isPresent()) {
        return false;
      }
      if (happenings.remove(row.id()) > 0) {
        held.ifPresent(known -> told.accept(row.kind(), known));
      }
      return true;
    });
  }
}
