package tw.shouwang.api.directory.search;

import tw.shouwang.api.directory.entries.Point;
import tw.shouwang.api.directory.hours.AvailabilityState;

/// An entry's position in a list as one sortable number. Criteria from highest to lowest: how well
/// the text matched, emergency lines first if asked for and tip lines last, nationwide lines before
/// another county's if no area is known, open before unknown before closed, the caller's language,
/// the distance, and the item's number (by locality, then key).
final class RankKey {

  private static final int NUMBER_BITS = 24;
  private static final int DISTANCE_BITS = 25;

  private RankKey() {}

  /// @param standsBack how far the entry is moved back, 0 to 3
  static long of(
      int tier,
      int standsBack,
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
    long order = ((long) tier << 2 | standsBack) << 1 | (elsewhere ? 1 : 0);
    long head = (order << 2 | openness) << 1 | (foreign ? 1 : 0);
    return (head << DISTANCE_BITS | Math.min(metres, Point.FARTHEST)) << NUMBER_BITS | number;
  }

  /// The smallest key with `key`'s distance and number, and the worse of both keys in all higher
  /// criteria.
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

  /// The key without the item's number, which differs between snapshots.
  static long withoutNumber(long key) {
    return key >>> NUMBER_BITS;
  }

  static long withNumber(long rest, int number) {
    return rest << NUMBER_BITS | number;
  }
}
