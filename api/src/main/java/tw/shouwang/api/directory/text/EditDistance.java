package tw.shouwang.api.directory.text;

/// Whether two words differ by one mistyped, missing, extra or swapped character; by two in a long
/// word.
final class EditDistance {

  private static final int SHORTEST = 4;
  private static final int LONG = 8;

  private EditDistance() {}

  static boolean nearlyEqual(String word, String typed) {
    int allowed = allowed(typed);
    if (typed.length() < SHORTEST || Math.abs(word.length() - typed.length()) > allowed) {
      return false;
    }
    return distance(word, typed) <= allowed;
  }

  /// The set of letters of a word, as bits; several non-Latin letters share a bit.
  static long letters(String word) {
    long letters = 0;
    for (int at = 0; at < word.length(); at++) {
      char c = word.charAt(at);
      int bit = c >= 'a' && c <= 'z' ? c - 'a' : c >= '0' && c <= '9' ? 26 + c - '0' : 36 + c % 28;
      letters |= 1L << bit;
    }
    return letters;
  }

  /// A cheap test: false if two words have too many different letters to be [nearlyEqual].
  static boolean mayBeNear(long letters, long typedLetters, String typed) {
    return Long.bitCount(letters ^ typedLetters) <= 2 * allowed(typed);
  }

  private static int allowed(String typed) {
    return typed.length() >= LONG ? 2 : 1;
  }

  private static int distance(String one, String other) {
    int[][] rows = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          rows[i][j] = i + j;
          continue;
        }
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int best = Math.min(rows[i - 1][j], rows[i][j - 1]) + 1;
        best = Math.min(best, rows[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          best = Math.min(best, rows[i - 2][j - 2] + 1);
        }
        rows[i][j] = best;
      }
    }
    return rows[one.length()][other.length()];
  }
}
