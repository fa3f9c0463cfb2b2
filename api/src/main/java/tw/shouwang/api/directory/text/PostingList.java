package tw.shouwang.api.directory.text;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// The entries that contain something: their numbers in order, or a bit set if there are many,
/// which is then smaller and has constant-time access.
final class PostingList {

  /// If at least one in this many entries is in the list, the bit set is smaller.
  private static final int DENSE = 32;

  private final int size;
  private final int[] numbers;
  private final BitSet bits;

  private PostingList(int size, int[] numbers, BitSet bits) {
    this.size = size;
    this.numbers = numbers;
    this.bits = bits;
  }

  /// @param numbers in order
  /// @param entries the number of all entries
  static PostingList of(int[] numbers, int entries) {
    if (numbers.length <= entries / DENSE || entries < DENSE) {
      return new PostingList(numbers.length, numbers, new BitSet(0));
    }
    BitSet bits = new BitSet(entries);
    Arrays.stream(numbers).forEach(bits::set);
    return new PostingList(numbers.length, new int[0], bits);
  }

  int size() {
    return size;
  }

  boolean has(int number) {
    return numbers.length == size ? Arrays.binarySearch(numbers, number) >= 0 : bits.get(number);
  }

  int[] numbers() {
    return numbers.length == size ? numbers : bits.stream().toArray();
  }

  /// Collects postings; numbers must be added in order.
  static final class Collector<K> {

    private final Map<K, int[]> lists = new HashMap<>();

    void add(K key, int number) {
      int[] list = lists.get(key);
      if (list == null) {
        lists.put(key, new int[] {1, number});
        return;
      }
      int count = list[0];
      if (list[count] == number) {
        return;
      }
      if (count + 1 == list.length) {
        list = Arrays.copyOf(list, list.length * 2);
        lists.put(key, list);
      }
      list[0] = count + 1;
      list[count + 1] = number;
    }

    Map<K, PostingList> postings(int entries) {
      Map<K, PostingList> postings = HashMap.newHashMap(lists.size());
      lists.forEach(
          (key, list) -> postings.put(key, of(Arrays.copyOfRange(list, 1, list[0] + 1), entries)));
      lists.clear();
      return postings;
    }
  }
}
