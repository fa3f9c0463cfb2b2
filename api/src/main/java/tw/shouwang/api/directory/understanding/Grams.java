package tw.shouwang.api.directory.understanding;

import java.util.Arrays;

/// The runs of one to five characters in a text, each as a number below 2^22, in order and once.
final class Grams {

  static final int BITS = 22;

  private static final int LONGEST = 5;

  private Grams() {}

  static int[] of(String text) {
    int[] grams = new int[text.length() * LONGEST];
    int count = 0;
    for (int at = 0; at < text.length(); at++) {
      int hash = 0x811C9DC5;
      for (int end = at; end < Math.min(at + LONGEST, text.length()); end++) {
        hash = (hash ^ text.charAt(end)) * 0x01000193;
        if (end > at || text.charAt(at) != Folding.SPACE) {
          grams[count++] = (hash ^ hash >>> 15) & ((1 << BITS) - 1);
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
}
