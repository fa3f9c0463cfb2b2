package tw.shouwang.api.cases.desk;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.Content;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sealing.StaffKeys;

/// The messages between a sender and staff, opened and sealed with the centre's key.
@Singleton
class DeskConversation {

  private final CaseRepository cases;
  private final EntryRepository entries;
  private final StaffKeys keys;
  private final Envelopes envelopes;
  private final InstantSource clock;

  DeskConversation(
      CaseRepository cases,
      EntryRepository entries,
      StaffKeys keys,
      Envelopes envelopes,
      InstantSource clock) {
    this.cases = cases;
    this.entries = entries;
    this.keys = keys;
    this.envelopes = envelopes;
    this.clock = clock;
  }

  /// A reply with its tag, by which a repeated reply is recognized.
  record Reply(CaseRow row, DataKey key, byte[] tag) {}

  private record Positioned(int position, OpenedCase.OpenedEntry entry) {}

  OpenedCase read(UUID id) throws TamperedException {
    CaseRow row = row(id);
    DataKey key = keys.open(row);
    List<Positioned> opened = new ArrayList<>();
    for (EntryRow entry : entries.findByCaseId(id)) {
      Content content = envelopes.read(row, key, entry);
      opened.add(
          new Positioned(
              content.position(),
              new OpenedCase.OpenedEntry(
                  entry.id(),
                  entry.direction() == Direction.FROM_STAFF,
                  CoarseTime.dayOf(entry.writtenAt()),
                  content.fields())));
    }
    return new OpenedCase(
        opened.stream()
            .sorted(Comparator.comparingInt(Positioned::position))
            .map(Positioned::entry)
            .toList());
  }

  Reply reply(UUID id, String messageId) throws TamperedException {
    CaseRow row = row(id);
    DataKey key = keys.open(row);
    return new Reply(row, key, key.messageTag("staff:" + messageId));
  }

  /// The words that were stored with its message id, if any.
  Optional<String> wordsOf(Reply reply) throws TamperedException {
    Optional<EntryRow> before = entries.findByCaseIdAndMessageTag(reply.row().id(), reply.tag());
    return before.isEmpty()
        ? Optional.empty()
        : Optional.of(envelopes.read(reply.row(), reply.key(), before.get()).words());
  }

  void write(Reply reply, String words) throws TamperedException {
    CaseRow row = reply.row();
    entries.save(
        envelopes.entry(
            row.id(),
            reply.key(),
            Envelopes.bindingOf(row),
            Direction.FROM_STAFF,
            reply.tag(),
            entries.nextPosition(row.id()),
            Map.of("words", words),
            clock.instant()));
  }

  private CaseRow row(UUID id) throws TamperedException {
    return cases.findById(id).orElseThrow(TamperedException::new);
  }
}
