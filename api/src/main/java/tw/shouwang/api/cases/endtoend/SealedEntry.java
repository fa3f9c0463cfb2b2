package tw.shouwang.api.cases.endtoend;

import java.time.LocalDate;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EntryRow;

/// One sealed entry, as the client opens it.
record SealedEntry(
    UUID id, int position, boolean fromStaff, LocalDate on, boolean unread, byte[] bytes) {

  static SealedEntry of(EntryRow row) {
    boolean fromStaff = row.direction() == Direction.FROM_STAFF;
    return new SealedEntry(
        row.id(),
        row.position(),
        fromStaff,
        CoarseTime.dayOf(row.writtenAt()),
        fromStaff && row.unread(),
        row.sealed());
  }

  @Override
  public String toString() {
    return "SealedEntry[redacted]";
  }
}
