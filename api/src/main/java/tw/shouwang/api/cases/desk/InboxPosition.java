package tw.shouwang.api.cases.desk;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import tw.shouwang.api.cases.records.SealedState;
import tw.shouwang.api.cases.records.Urgency;

/// A position in the order of the inbox: by urgency; within one urgency, cases without the surge
/// mark first; then those with an unread message; then by deadline and id. New cases do not move
/// cases that were already listed.
public record InboxPosition(int rank, boolean surge, boolean settled, Instant due, UUID id)
    implements Comparable<InboxPosition> {

  /// The database compares ids as bytes, i.e. without a sign.
  private static final Comparator<UUID> BY_BYTES =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private static final Comparator<InboxPosition> ORDER =
      Comparator.<InboxPosition>comparingInt(position -> position.rank)
          .thenComparing(InboxPosition::surge)
          .thenComparing(InboxPosition::settled)
          .thenComparing(InboxPosition::due)
          .thenComparing(InboxPosition::id, BY_BYTES);

  /// The position before the first case.
  public static final InboxPosition START = before(-1, false);

  /// The position before the first case of a rank, or before the first one there with the surge
  /// mark.
  static InboxPosition before(int rank, boolean surge) {
    return new InboxPosition(rank, surge, false, Instant.EPOCH, new UUID(0, 0));
  }

  public static InboxPosition of(DeskCase found) {
    return new InboxPosition(
        rank(found), found.surge(), found.unreadMessages() == 0, found.dueAt(), found.id());
  }

  @Override
  public int compareTo(InboxPosition other) {
    return ORDER.compare(this, other);
  }

  /// The same as the column `urgency_rank`: cases that nobody can open come last.
  private static int rank(DeskCase found) {
    int rank = rank(found.standing());
    return found.sealedState() == SealedState.WRAP_UNREADABLE ? rank + 3 : rank;
  }

  static int rank(Urgency grade) {
    return switch (grade) {
      case IMMEDIATE_DANGER -> 0;
      case URGENT -> 1;
      case ROUTINE -> 2;
    };
  }
}
