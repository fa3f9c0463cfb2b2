package tw.shouwang.api.directory.search;

import java.util.Arrays;

/// The smallest few of many keys, from a lower bound on.
final class TopK {

  private final int wanted;
  private final long floor;
  private final long[] kept;
  private int count;
  private long ceiling = Long.MAX_VALUE;
  private boolean skipped;

  TopK(int wanted, long floor) {
    this.wanted = wanted;
    this.floor = floor;
    this.kept = new long[wanted * 4];
  }

  void add(long key) {
    if (key < floor) {
      skipped = true;
      return;
    }
    if (key >= ceiling) {
      return;
    }
    kept[count++] = key;
    if (count == kept.length) {
      cut();
    }
  }

  /// Whether no key that is at least this large can be among the smallest.
  boolean passesOver(long leastKey) {
    return leastKey >= ceiling && leastKey >= floor;
  }

  /// True when no later entry can enter the page.
  boolean settled(long leastKey) {
    if (count < wanted || (floor != Long.MIN_VALUE && !skipped)) {
      return false;
    }
    cut();
    return ceiling <= (floor == Long.MIN_VALUE ? leastKey : RankKey.noBetterThan(leastKey, floor));
  }

  private void cut() {
    if (count > wanted || ceiling == Long.MAX_VALUE) {
      Arrays.sort(kept, 0, count);
      count = wanted;
      ceiling = kept[wanted - 1];
    }
  }

  /// Whether there was a key before the lower bound.
  boolean skipped() {
    return skipped;
  }

  long[] sorted() {
    Arrays.sort(kept, 0, count);
    return Arrays.copyOf(kept, Math.min(count, wanted));
  }
}
