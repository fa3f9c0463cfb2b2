package tw.shouwang.api.cases.desk;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseLock;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.CoarseTime;

/// Reads a conversation with the centre's key: for a worker, or for a hand-over to another system.
/// The caller writes the audit entry in the same transaction. Staff role only.
@Singleton
public class CaseReading {

  private final CaseRepository cases;
  private final CaseLock lock;
  private final DeskRepository desk;
  private final DeskConversation conversation;
  private final InstantSource clock;

  CaseReading(
      CaseRepository cases,
      CaseLock lock,
      DeskRepository desk,
      DeskConversation conversation,
      InstantSource clock) {
    this.cases = cases;
    this.lock = lock;
    this.desk = desk;
    this.conversation = conversation;
    this.clock = clock;
  }

  /// Opens a case for a worker. The first opening stores the tags that find duplicates; the status
  /// stays.
  ///
  /// @return empty if the centre has no such case, or if it is erased meanwhile
  public Optional<OpenedConversation> open(UUID id, String centre, DuplicateTagger tagger)
      throws TamperedException {
    if (desk.find(id, centre).isEmpty()) {
      return Optional.empty();
    }
    // The case is locked before its entries: marking entries as read changes the case too, and an
    // erasure locks a case and then changes its entries.
    lock.lock(id);
    Optional<DeskCase> found = desk.find(id, centre);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Optional<OpenedConversation> opened = conversation.open(id);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    DeskCase known = found.get();
    if (known.openedOn() == null) {
      DuplicateTagger.Tags tags =
          tagger.tags(known.topic(), opened.get().form().fields().get("place"), known.receivedOn());
      desk.setOpened(
          id,
          CoarseTime.dayOf(clock.instant()),
          tags == null ? null : tags.duplicate(),
          tags == null ? null : tags.repeat(),
          tags == null ? null : tags.building(),
          tags == null ? null : tags.street());
    }
    desk.markRead(id, opened.get().size());
    return opened;
  }

  /// Reads a case for a hand-over. Changes nothing.
  ///
  /// @return empty for a case of another centre, for an erased one, and for one that nobody has
  ///   acknowledged, because its sender may still withdraw it
  public Optional<OpenedCase> forHandOver(UUID id, String centre) {
    if (cases.findOpenable(id).isEmpty()
        || desk.find(id, centre).filter(each -> each.status() != CaseStatus.RECEIVED).isEmpty()) {
      return Optional.empty();
    }
    try {
      return conversation.read(id);
    } catch (TamperedException e) {
      return Optional.empty();
    }
  }

  /// Reads a case for a neighbour to which it was handed over, at whichever centre it is now: a
  /// hand-over outlives a transfer. Changes nothing.
  public NeighbourReading forNeighbour(UUID id) {
    if (cases.findOpenable(id).isEmpty()) {
      return new NeighbourReading.Erased();
    }
    try {
      return conversation
          .read(id)
          .<NeighbourReading>map(NeighbourReading.Read::new)
          .orElseGet(NeighbourReading.Erased::new);
    } catch (TamperedException e) {
      return new NeighbourReading.Unreadable();
    }
  }
}
