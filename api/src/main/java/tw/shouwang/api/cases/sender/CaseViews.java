package tw.shouwang.api.cases.sender;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.Content;
import tw.shouwang.api.cases.envelope.Credential;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EntryPages;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.records.EventRepository;
import tw.shouwang.api.cases.records.EventRow;
import tw.shouwang.api.cases.records.ReceiptWrapRepository;
import tw.shouwang.api.cases.records.ReceiptWrapRow;
import tw.shouwang.api.cases.records.Reference;
import tw.shouwang.api.cases.sealing.Envelopes;

/// Shows cases to senders with a receipt, or with the parts of it that their client shows. Unknown,
/// expired and erased receipts cannot be told apart: each is one look-up that finds nothing.
@Singleton
public class CaseViews {

  private final CaseRepository cases;
  private final EventRepository events;
  private final EntryRepository entries;
  private final EntryPages pages;
  private final ReceiptWrapRepository wraps;
  private final Envelopes envelopes;
  private final CoarseTime time;

  CaseViews(
      CaseRepository cases,
      EventRepository events,
      EntryRepository entries,
      EntryPages pages,
      ReceiptWrapRepository wraps,
      Envelopes envelopes,
      InstantSource clock) {
    this.cases = cases;
    this.events = events;
    this.entries = entries;
    this.pages = pages;
    this.wraps = wraps;
    this.envelopes = envelopes;
    this.time = new CoarseTime(clock);
  }

  public Optional<CaseHandle> find(Credential credential) {
    byte[] hash = envelopes.hash(credential);
    return cases
        .findByReceiptHash(hash)
        .map(row -> new CaseHandle(reached(row, credential), credential, hash));
  }

  /// The same for a change. A wrong second part and an unknown first part are answered alike, by
  /// the same look-up.
  public Optional<CaseHandle> findToChange(Credential credential) {
    byte[] hash = envelopes.hash(credential);
    return envelopes
        .hand(credential)
        .flatMap(hand -> cases.findByReceipt(hash, hand))
        .map(row -> new CaseHandle(reached(row, credential), credential, hash));
  }

  /// The case, with the day since which the service has been able to read it. That is the day on
  /// which the receipt itself first reached the service, because the receipt opens the words. A
  /// later change of the receipt does not reset it.
  ///
  /// If somebody else has locked the case, this waits up to the deadline of storage. Skipping the
  /// row would show the words without storing the day, and steps lock a case for a moment only.
  public CaseRow reached(CaseRow row, Credential credential) {
    if (!(credential instanceof Receipt) || row.throughServiceOn() != null) {
      return row;
    }
    cases.setThroughService(row.id(), time.today());
    return cases.findById(row.id()).orElse(row);
  }

  /// The same for a receipt whose form or message is refused, so that nothing of its case is read.
  public void reached(Receipt receipt) {
    cases.setThroughService(envelopes.hash(receipt), time.today());
  }

  public Optional<CaseView> view(Credential credential) {
    return find(credential).map(this::view);
  }

  public CaseView view(CaseHandle handle) {
    return view(handle, events.findByCaseId(handle.row().id()));
  }

  /// @param happened all events of the case, in any order
  public static CaseView view(CaseHandle handle, List<EventRow> happened) {
    CaseRow row = handle.row();
    List<CaseEvent> timeline =
        happened.stream()
            .sorted(EventRow.IN_ORDER)
            .map(event -> new CaseEvent(event.kind(), CoarseTime.dayOf(event.happenedAt())))
            .toList();
    return new CaseView(
        row.status(),
        CoarseTime.dayOf(row.receivedAt()),
        row.dueAt(),
        timeline,
        row.eraseOn(),
        row.reference() == null ? null : Reference.shown(row.reference()),
        row.throughServiceOn(),
        row.exercise(),
        handle);
  }

  /// The case's key for its sender; empty once the receipt leads to no case: it was erased, or got
  /// another receipt, after it was found. Empty, too, where only the client has the receipt.
  ///
  /// @throws TamperedException if the case is there and its wrap does not open
  public Optional<DataKey> key(CaseHandle handle) throws TamperedException {
    Optional<Receipt> receipt = handle.receipt();
    Optional<ReceiptWrapRow> wrap =
        receipt.isEmpty() ? Optional.empty() : wraps.findByCaseId(handle.row().id());
    if (receipt.isEmpty() || wrap.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(envelopes.open(handle.row(), wrap.get(), receipt.get()));
    } catch (TamperedException e) {
      if (find(receipt.get()).isEmpty()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// The last entries before one of them, in the order of writing. Opens only these, each by
  /// itself.
  ///
  /// @param before an entry's id; if it is not of this case, the result is empty
  /// @return nothing once the case is gone, so that the rest of an answer is still given, and
  ///   nothing where only the client has the receipt: it reads the sealed entries
  public List<CaseMessage> messages(CaseHandle handle, int last, Optional<String> before) {
    if (handle.receipt().isEmpty()) {
      return List.of();
    }
    CaseRow row = handle.row();
    List<EntryRow> page = pages.page(row.id(), last, before);
    if (page.isEmpty()) {
      return List.of();
    }
    Optional<DataKey> key;
    try {
      key = key(handle);
      if (key.isEmpty()) {
        return List.of();
      }
    } catch (TamperedException e) {
      key = Optional.empty();
    }
    List<UUID> ids = entries.ids(row.id());
    List<CaseMessage> messages = new ArrayList<>(page.size());
    for (EntryRow entry : page.reversed()) {
      Optional<Content> content =
          key.isEmpty() ? Optional.empty() : envelopes.read(row, key.get(), entry);
      messages.add(
          new CaseMessage(
              entry.id(),
              entry.direction() == Direction.FROM_STAFF,
              CoarseTime.dayOf(entry.writtenAt()),
              content.map(Content::words).orElse(null),
              content.flatMap(Content::seen).map(seen -> seen.isStillThere(ids)).orElse(true)));
    }
    if (key.isPresent() && page.stream().anyMatch(CaseViews::isUnreadReply)) {
      entries.markRead(row.id(), page.getLast().position(), page.getFirst().position());
    }
    return messages;
  }

  private static boolean isUnreadReply(EntryRow entry) {
    return entry.direction() == Direction.FROM_STAFF && entry.unread();
  }
}
