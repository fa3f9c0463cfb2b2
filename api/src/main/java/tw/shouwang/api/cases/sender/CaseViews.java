package tw.shouwang.api.cases.sender;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tw.shouwang.api.cases.envelope.Content;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.records.EventRepository;
import tw.shouwang.api.cases.records.EventRow;
import tw.shouwang.api.cases.records.ReceiptWrapRepository;
import tw.shouwang.api.cases.records.ReceiptWrapRow;
import tw.shouwang.api.cases.sealing.Envelopes;

/// Shows cases to those who have the receipt. Unknown, expired and erased receipts take the same
/// way: one look-up that finds nothing.
@Singleton
public class CaseViews {

  /// Several things may happen within the same ten minutes; this is the order they happen in.
  private static final Comparator<EventRow> IN_ORDER =
      Comparator.comparing(EventRow::happenedAt).thenComparing(EventRow::kind);

  private final CaseRepository cases;
  private final EventRepository events;
  private final EntryRepository entries;
  private final ReceiptWrapRepository wraps;
  private final Envelopes envelopes;

  CaseViews(
      CaseRepository cases,
      EventRepository events,
      EntryRepository entries,
      ReceiptWrapRepository wraps,
      Envelopes envelopes) {
    this.cases = cases;
    this.events = events;
    this.entries = entries;
    this.wraps = wraps;
    this.envelopes = envelopes;
  }

  public Optional<CaseHandle> find(Receipt receipt) {
    return cases
        .findByReceiptHash(envelopes.hash(receipt))
        .map(row -> new CaseHandle(row, receipt));
  }

  public Optional<CaseView> view(Receipt receipt) {
    return find(receipt).map(this::view);
  }

  public CaseView view(CaseHandle handle) {
    CaseRow row = handle.row();
    List<CaseEvent> timeline =
        events.findByCaseId(row.id()).stream()
            .sorted(IN_ORDER)
            .map(event -> new CaseEvent(event.kind(), CoarseTime.dayOf(event.happenedAt())))
            .toList();
    return new CaseView(
        row.status(),
        CoarseTime.dayOf(row.receivedAt()),
        row.dueAt(),
        timeline,
        row.eraseOn(),
        handle);
  }

  public DataKey key(CaseHandle handle) throws TamperedException {
    ReceiptWrapRow wrap = wraps.findByCaseId(handle.row().id()).orElseThrow(TamperedException::new);
    return envelopes.open(handle.row(), wrap, handle.receipt());
  }

  /// The last entries before one of them, in the order they were written.
  public List<CaseMessage> messages(CaseHandle handle, int last, Optional<String> before)
      throws TamperedException {
    DataKey key = key(handle);
    List<EntryRow> rows = entries.findByCaseId(handle.row().id());
    List<Opened> opened = new java.util.ArrayList<>(rows.size());
    for (EntryRow row : rows) {
      opened.add(new Opened(row, envelopes.read(handle.row(), key, row)));
    }
    opened.sort(Opened.IN_ORDER);
    int end = before.map(id -> positionOf(id, opened)).orElse(opened.size());
    List<Opened> page = opened.subList(Math.max(0, end - last), end);
    if (page.stream().anyMatch(Opened::isUnreadReply)) {
      entries.markRead(handle.row().id());
    }
    return page.stream().map(Opened::message).toList();
  }

  private static int positionOf(String id, List<Opened> opened) {
    for (int i = 0; i < opened.size(); i++) {
      if (opened.get(i).row().id().toString().equals(id)) {
        return i;
      }
    }
    return 0;
  }

  private record Opened(EntryRow row, Content content) {

    static final Comparator<Opened> IN_ORDER =
        Comparator.<Opened>comparingInt(each -> each.content().position())
            .thenComparing(each -> each.row().writtenAt())
            .thenComparing(each -> each.row().id());

    boolean isUnreadReply() {
      return row.direction() == Direction.FROM_STAFF && row.unread();
    }

    CaseMessage message() {
      return new CaseMessage(
          row.id(),
          row.direction() == Direction.FROM_STAFF,
          CoarseTime.dayOf(row.writtenAt()),
          content.words());
    }
  }
}
