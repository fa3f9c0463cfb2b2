package tw.shouwang.api.directory;

/// Whether one mistyped, missing, extra or swapped character lies between two words; two in a long
/// word.
final class Typos {

  private static final int SHORTEST = 4;
  private static final int LONG = 8;

  private Typos() {}

  static boolean nearlyEqual(String word, String typed) {
    int allowed = typed.length() >= LONG ? 2 : 1;
    if (typed.length() < SHORTEST || Math.abs(word.length() - typed.length()) > allowed) {
      return false;
    }
    return distance(word, typed) <= allowed;
  }

  /// Whether a text holds the typed characters with one of them wrong.
  static boolean holdsNearly(String text, String typed) {
    for (int at = 0; at + typed.length() <= text.length(); at++) {
      int wrong = 0;
      for (int index = 0; index < typed.length() && wrong <= 1; index++) {
        wrong += text.charAt(at + index) == typed.charAt(index) ? 0 : 1;
      }
      if (wrong <= 1 && text.substring(at, at + typed.length()).indexOf('\n') < 0) {
        return true;
      }
    }
    return false;
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
