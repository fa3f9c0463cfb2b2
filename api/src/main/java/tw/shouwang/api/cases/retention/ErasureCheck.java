package tw.shouwang.api.cases.retention;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.records.CasePeriods;
import tw.shouwang.api.cases.records.CasesSettings;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.foundation.Batches;

/// Checks every night that erasures left nothing: rows of erased cases, the sender's access to a
/// withdrawn case, devices of either, days of erasure that were moved later. Triggers and locks
/// prevent all of it. So each finding is corrected and logged as an error: it means a restore
/// without its command, a manual change, or a fault.
@Singleton
class ErasureCheck {

  private static final Logger LOG = LoggerFactory.getLogger(ErasureCheck.class);

  /// Devices are looked up one by one, so only those of cases that ended lately; a device is stored
  /// for at most 30 days.
  private static final int DAYS = 31;

  private final LeftoverRepository leftovers;
  private final Devices devices;
  private final CasesSettings settings;
  private final CasePeriods periods;
  private final TransactionOperations<Connection> transactions;
  private final AtomicLong mended = new AtomicLong();

  ErasureCheck(
      LeftoverRepository leftovers,
      Devices devices,
      CasesSettings settings,
      CasePeriods periods,
      TransactionOperations<Connection> transactions,
      @Nullable MeterRegistry metrics) {
    this.leftovers = leftovers;
    this.devices = devices;
    this.settings = settings;
    this.periods = periods;
    this.transactions = transactions;
    if (metrics != null) {
      Gauge.builder("shouwang.erasures.mended", mended, AtomicLong::get)
          .description("Rows and devices left by erasures and mended on this node, since its start")
          .register(metrics);
    }
  }

  /// @return how many rows and devices were corrected
  long run(LocalDate today, Batches batches, int batch) {
    int withdrawnDays = (int) settings.eraseWithdrawnAfter().toDays();
    LocalDate retired = periods.receiptRetiredUntil(today);
    long rows =
        batches.once("entries after an erasure", leftovers::removeEntries)
            + batches.once("centre wraps after an erasure", leftovers::removeCentreWraps)
            + batches.once("receipt wraps after an erasure", leftovers::removeReceiptWraps)
            + batches.once("receipts after an erasure", () -> leftovers.retireReceipts(retired))
            + batches.once("erasures moved later", () -> leftovers.moveErasuresBack(withdrawnDays));
    long found =
        batches.forEachPaged(
            "devices after an erasure",
            after -> leftovers.endedSince(today.minusDays(DAYS), after, batch),
            this::forgetDevice);
    mended.addAndGet(rows + found);
    if (rows + found > 0) {
      LOG.error(
          "{} rows and {} devices were left by erasures and are gone now: find out how they came",
          rows,
          found);
    }
    return rows + found;
  }

  private boolean forgetDevice(UUID id) {
    return transactions.executeWrite(transaction -> {
      boolean enabled = devices.isEnabled(id);
      if (enabled) {
        devices.forget(id);
      }
      return enabled;
    });
  }
}
