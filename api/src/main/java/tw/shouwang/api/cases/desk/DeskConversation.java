package tw.shouwang.api.cases.desk;

import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.Content;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.SeenMark;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.ClearList;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EntryPages;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sealing.StaffKeys;

/// The messages between a sender and staff, opened and sealed with the centre's key.
@Singleton
class DeskConversation {

  private final CaseRepository cases;
  private final EntryRepository entries;
  private final EntryPages pages;
  private final StaffKeys keys;
  private final Envelopes envelopes;
  private final InstantSource clock;

  DeskConversation(
      CaseRepository cases,
      EntryRepository entries,
      EntryPages pages,
      StaffKeys keys,
      Envelopes envelopes,
      InstantSource clock) {
    this.cases = cases;
    this.entries = entries;
    this.pages = pages;
    this.keys = keys;
    this.envelopes = envelopes;
    this.clock = clock;
  }

  /// A reply with its message id, by which a repeated reply is recognized.
  record Reply(CaseRow row, DataKey key, String messageId) {}

  /// A case and its key.
  private record Opened(CaseRow row, DataKey key) {}

  /// Opens a case's form now, and the rest page by page as it is asked for.
  ///
  /// @return nothing once the case is erased
  /// @throws TamperedException if the case's key cannot be opened
  Optional<OpenedConversation> open(UUID id) throws TamperedException {
    return opened(id).map(this::conversation);
  }

  private OpenedConversation conversation(Opened opened) {
    CaseRow row = opened.row();
    DataKey key = opened.key();
    UUID id = row.id();
    List<UUID> ids = entries.ids(id);
    OpenedCase.OpenedForm form =
        entries.before(id, 1, 1).stream()
            .filter(EntryRow::isForm)
            .flatMap(entry -> envelopes.read(row, key, entry).stream())
            .map(content -> form(row, content))
            .findFirst()
            .orElse(OpenedCase.OpenedForm.UNREADABLE);
    return new OpenedConversation(
        form,
        ids.size(),
        (last, before) ->
            pages.page(id, last, before).reversed().stream()
                .map(entry -> entry(entry, envelopes.read(row, key, entry), ids))
                .toList());
  }

  /// Opens every entry by itself, so that an unreadable entry does not affect the others. For a
  /// hand-over, which leaves nothing out.
  ///
  /// @return nothing once the case is erased
  /// @throws TamperedException if the case's key cannot be opened
  Optional<OpenedCase> read(UUID id) throws TamperedException {
    return opened(id).map(this::whole);
  }

  private OpenedCase whole(Opened all) {
    CaseRow row = all.row();
    DataKey key = all.key();
    List<EntryRow> rows = entries.findByCaseIdOrderByPosition(row.id());
    List<UUID> ids = rows.stream().map(EntryRow::id).toList();
    List<OpenedCase.OpenedEntry> opened = new ArrayList<>(rows.size());
    OpenedCase.OpenedForm form = OpenedCase.OpenedForm.UNREADABLE;
    for (EntryRow entry : rows) {
      Optional<Content> content = envelopes.read(row, key, entry);
      if (content.isPresent() && entry.isForm()) {
        form = form(row, content.get());
      }
      opened.add(entry(entry, content, ids));
    }
    return new OpenedCase(opened, form);
  }

  /// @param ids of all entries of the case, in their order
  private static OpenedCase.OpenedEntry entry(
      EntryRow entry, Optional<Content> content, List<UUID> ids) {
    return new OpenedCase.OpenedEntry(
        entry.id(),
        entry.direction() == Direction.FROM_STAFF,
        CoarseTime.dayOf(entry.writtenAt()),
        content.isPresent(),
        content.flatMap(Content::seen).map(seen -> seen.isStillThere(ids)).orElse(true),
        content.map(DeskConversation::handedOn).orElse(Map.of()));
  }

  /// What may leave the staff role with the words: when a sender can be reached never does.
  private static Map<String, String> handedOn(Content content) {
    Map<String, String> told = new HashMap<>(content.told());
    told.remove(Content.SAFE_TIMES);
    return told;
  }

  private static OpenedCase.OpenedForm form(CaseRow row, Content content) {
    return new OpenedCase.OpenedForm(
        true,
        content.told(),
        ClearList.differences(row, content.fields()),
        content.get("sealedOn").map(DeskConversation::day).orElse(null));
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// @return nothing once the case is erased
  Optional<Reply> reply(UUID id, String messageId) throws TamperedException {
    return opened(id).map(opened -> new Reply(opened.row(), opened.key(), messageId));
  }

  /// Whether an entry with its message id exists, and whether it has these words.
  Optional<Boolean> isWritten(Reply reply, String words) {
    return entries
        .findByCaseIdAndDirectionAndMessageTag(
            reply.row().id(),
            Direction.FROM_STAFF,
            reply.key().messageTag(Direction.FROM_STAFF, reply.messageId()))
        .map(before -> before.says(reply.key().messageFingerprint(reply.messageId(), words)));
  }

  /// @return false if staff have reached the number of entries of one case
  boolean write(Reply reply, String words) throws TamperedException {
    CaseRow row = reply.row();
    if (entries.count(row.id(), Direction.FROM_STAFF) >= EntryRow.MOST_OF_A_SIDE) {
      return false;
    }
    List<UUID> ids = entries.ids(row.id());
    entries.save(
        envelopes.entry(
            row.id(),
            reply.key(),
            Envelopes.bindingOf(row),
            new Envelopes.Draft(
                Direction.FROM_STAFF,
                reply.messageId(),
                Map.of("words", words),
                SeenMark.of(ids.subList(0, entries.read(row.id(), Direction.FROM_STAFF)))),
            entries.nextPosition(row.id()),
            clock.instant()));
    return true;
  }

  private Optional<Opened> opened(UUID id) throws TamperedException {
    Optional<CaseRow> row = cases.findById(id);
    Optional<DataKey> key = row.isEmpty() ? Optional.empty() : keys.open(row.get());
    return row.flatMap(known -> key.map(open -> new Opened(known, open)));
  }
}
