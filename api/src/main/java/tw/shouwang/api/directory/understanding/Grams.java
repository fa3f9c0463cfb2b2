package tw.shouwang.api.directory.understanding;

import java.util.Arrays;
import java.util.List;

/// The runs of one to five characters in a text, and where it is typed with marks its words and
/// pairs of words with them, each as a number below 2^22, in order and once.
final class Grams {

  static final int BITS = 22;

  private static final int LONGEST = 5;

  /// Of the hash by Fowler, Noll and Vo.
  private static final int START = 0x811C9DC5;

  private static final int FACTOR = 0x01000193;

  private Grams() {}

  static int[] of(Plain plain) {
    String text = plain.text();
    List<String> words = plain.marks().areTyped() ? plain.marks().words() : List.of();
    int[] grams = new int[text.length() * LONGEST + 2 * words.size()];
    int count = 0;
    for (int at = 0; at < words.size(); at++) {
      grams[count++] = number(words.get(at));
      if (at > 0) {
        grams[count++] = number(words.get(at - 1) + Folding.SPACE + words.get(at));
      }
    }
    for (int at = 0; at < text.length(); at++) {
      int hash = START;
      for (int end = at; end < Math.min(at + LONGEST, text.length()); end++) {
        hash = (hash ^ text.charAt(end)) * FACTOR;
        if (end > at || text.charAt(at) != Folding.SPACE) {
          grams[count++] = cut(hash);
        }
      }
    }
    Arrays.sort(grams, 0, count);
    int distinct = 0;
    for (int index = 0; index < count; index++) {
      if (index == 0 || grams[index] != grams[index - 1]) {
        grams[distinct++] = grams[index];
      }
    }
    return Arrays.copyOf(grams, distinct);
  }

  private static int number(String word) {
    int hash = START;
    for (int at = 0; at < word.length(); at++) {
      hash = (hash ^ word.charAt(at)) * FACTOR;
    }
    return cut(hash);
  }

  private static int cut(int hash) {
    return (hash ^ hash >>> 15) & ((1 << BITS) - 1);
  }
}
