package tw.shouwang.api.cases.desk;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import tw.shouwang.api.cases.records.Urgency;

/// A place in the order of the inbox: by urgency, then time to deadline, then id, so that what
/// arrives meanwhile moves nothing.
public record DeskPlace(int rank, Instant due, UUID id) {

  /// Before everything.
  public static final DeskPlace START = new DeskPlace(-1, Instant.EPOCH, new UUID(0, 0));

  /// PostgreSQL compares the bytes of an id, Java its halves as signed numbers.
  static final Comparator<DeskPlace> IN_ORDER =
      Comparator.<DeskPlace>comparingInt(DeskPlace::rank)
          .thenComparing(DeskPlace::due)
          .thenComparing(place -> place.id().toString());

  public static DeskPlace of(DeskCase found) {
    return new DeskPlace(rank(found.grade()), found.dueAt(), found.id());
  }

  static int rank(Urgency grade) {
    return switch (grade) {
      case IMMEDIATE_DANGER -> 0;
      case URGENT -> 1;
      case ROUTINE -> 2;
    };
  }
}
