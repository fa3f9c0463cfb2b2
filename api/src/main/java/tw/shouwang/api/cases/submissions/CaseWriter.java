package tw.shouwang.api.cases.submissions;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CentreWrapRepository;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EventRepository;
import tw.shouwang.api.cases.records.ReceiptRepository;
import tw.shouwang.api.cases.records.ReceiptWrapRepository;

/// Writes a new case, completely or not at all.
@Singleton
class CaseWriter {

  private final CaseRepository cases;
  private final ReceiptRepository receipts;
  private final CentreWrapRepository centreWraps;
  private final ReceiptWrapRepository receiptWraps;
  private final EntryRepository entries;
  private final EventRepository events;

  CaseWriter(
      CaseRepository cases,
      ReceiptRepository receipts,
      CentreWrapRepository centreWraps,
      ReceiptWrapRepository receiptWraps,
      EntryRepository entries,
      EventRepository events) {
    this.cases = cases;
    this.receipts = receipts;
    this.centreWraps = centreWraps;
    this.receiptWraps = receiptWraps;
    this.entries = entries;
    this.events = events;
  }

  /// @throws io.micronaut.data.exceptions.DataAccessException for example if the receipt is in use:
  ///   of two simultaneous submissions with one receipt, the later waits for the earlier and then
  ///   fails
  @Transactional
  void open(NewCase opened) {
    cases.save(opened.row());
    receipts.save(opened.receipt());
    centreWraps.save(opened.centreWrap());
    receiptWraps.save(opened.receiptWrap());
    entries.save(opened.entry());
    events.save(opened.received());
  }
}
