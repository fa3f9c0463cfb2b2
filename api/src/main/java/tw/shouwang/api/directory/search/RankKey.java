package tw.shouwang.api.directory.search;

import tw.shouwang.api.directory.entries.Point;
import tw.shouwang.api.directory.hours.AvailabilityState;

/// Where an entry stands in a list, as one number that sorts: how well the text matched, emergency
/// lines first where asked for, the whole country's lines before another county's where nobody said
/// where they are, open before unknown before closed, the asker's language, the distance, and the
/// item's number (which is locality, then key).
final class RankKey {

  private static final int NUMBER_BITS = 24;
  private static final int DISTANCE_BITS = 25;

  private RankKey() {}

  static long of(
      int tier,
      boolean later,
      boolean elsewhere,
      AvailabilityState state,
      boolean foreign,
      int metres,
      int number) {
    int openness =
        switch (state) {
          case OPEN -> 0;
          case UNKNOWN -> 1;
          case CLOSED -> 2;
        };
    long order = ((long) tier << 1 | (later ? 1 : 0)) << 1 | (elsewhere ? 1 : 0);
    long head = (order << 2 | openness) << 1 | (foreign ? 1 : 0);
    return (head << DISTANCE_BITS | Math.min(metres, Point.FARTHEST)) << NUMBER_BITS | number;
  }

  /// The least key with the distance and number of one and with everything that outweighs them no
  /// better than in both.
  static long noBetterThan(long key, long other) {
    int tail = DISTANCE_BITS + NUMBER_BITS;
    return Math.max(key >>> tail, other >>> tail) << tail | (key & ((1L << tail) - 1));
  }

  static int number(long key) {
    return (int) (key & (1 << NUMBER_BITS) - 1);
  }

  static int metres(long key) {
    return (int) (key >>> NUMBER_BITS) & Point.FARTHEST;
  }

  /// Everything but the item's number, which another snapshot counts differently.
  static long withoutNumber(long key) {
    return key >>> NUMBER_BITS;
  }

  static long withNumber(long rest, int number) {
    return rest << NUMBER_BITS | number;
  }
}
