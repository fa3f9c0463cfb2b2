package tw.shouwang.api.cases.desk;

import java.time.Instant;
import java.util.UUID;
import tw.shouwang.api.cases.records.SealedState;
import tw.shouwang.api.cases.records.Urgency;

/// A position in the order of the inbox: by urgency; within one urgency, cases without the surge
/// mark first; then those with an unread message; then by deadline and id. New cases do not move
/// cases that were already listed.
public record InboxPosition(int rank, boolean surge, boolean settled, Instant due, UUID id) {

  /// The position before the first case.
  public static final InboxPosition START =
      new InboxPosition(-1, false, false, Instant.EPOCH, new UUID(0, 0));

  public static InboxPosition of(DeskCase found) {
    return new InboxPosition(
        rank(found), found.surge(), found.unreadMessages() == 0, found.dueAt(), found.id());
  }

  /// The same as the column `urgency_rank`: what nobody can open comes behind everything else.
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
