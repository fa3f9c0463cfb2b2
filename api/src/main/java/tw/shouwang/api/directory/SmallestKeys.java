package tw.shouwang.api.directory;

import java.util.Arrays;

/// Keeps the smallest few of many keys from a floor on, and counts them all.
final class SmallestKeys {

  private final int wanted;
  private final long floor;
  private final long[] kept;
  private int count;
  private long ceiling = Long.MAX_VALUE;
  private int seen;
  private int skipped;

  SmallestKeys(int wanted, long floor) {
    this.wanted = wanted;
    this.floor = floor;
    this.kept = new long[wanted * 4];
  }

  void add(long key) {
    seen++;
    if (key < floor) {
      skipped++;
      return;
    }
    if (key >= ceiling) {
      return;
    }
    kept[count++] = key;
    if (count == kept.length) {
      Arrays.sort(kept);
      count = wanted;
      ceiling = kept[wanted - 1];
    }
  }

  /// Whether a key at least this large cannot be among the smallest any more; it is counted then.
  boolean passedOver(long leastKey) {
    if (leastKey < ceiling || leastKey < floor) {
      return false;
    }
    seen++;
    return true;
  }

  int seen() {
    return seen;
  }

  int skipped() {
    return skipped;
  }

  long[] sorted() {
    Arrays.sort(kept, 0, count);
    return Arrays.copyOf(kept, Math.min(count, wanted));
  }
}
