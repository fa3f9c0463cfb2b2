package tw.shouwang.api.directory.text;

/// Spoken numbers in Chinese characters: 一一三 is 113.
final class ChineseDigits {

  private static final String ZERO = "零〇";
  private static final String FROM_ONE = "一二三四五六七八九";
  private static final int SHORTEST = 3;

  private ChineseDigits() {}

  /// Converts runs of three or more digits. Shorter runs belong to words, as in 三重 or 七星, and stay.
  static String toDigits(String folded) {
    StringBuilder text = new StringBuilder(folded);
    int begin = 0;
    for (int at = 0; at <= folded.length(); at++) {
      if (at < folded.length() && digit(folded.charAt(at)) >= 0) {
        continue;
      }
      if (at - begin >= SHORTEST) {
        for (int index = begin; index < at; index++) {
          text.setCharAt(index, (char) ('0' + digit(folded.charAt(index))));
        }
      }
      begin = at + 1;
    }
    return text.toString();
  }

  private static int digit(char c) {
    return ZERO.indexOf(c) >= 0 ? 0 : FROM_ONE.indexOf(c) < 0 ? -1 : FROM_ONE.indexOf(c) + 1;
  }
}
