package tw.shouwang.api.directory.understanding;

/// Finds words in a folded text: words in Latin letters must be separate, words of Chinese and Thai
/// may be anywhere.
final class Words {

  private Words() {}

  /// The first position of the word from a position on; -1 if there is none.
  ///
  /// @param openEnd whether more letters may follow
  static int indexOf(String text, String word, boolean openEnd, int from) {
    for (int at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
      if (apart(text, word, at, openEnd)) {
        return at;
      }
    }
    return -1;
  }

  static boolean standsAt(String text, String word, int at, boolean openEnd) {
    return text.startsWith(word, at) && apart(text, word, at, openEnd);
  }

  private static boolean apart(String text, String word, int at, boolean openEnd) {
    int end = at + word.length();
    return !(at > 0 && isLatin(word.charAt(0)) && isLatin(text.charAt(at - 1)))
        && (openEnd
            || !(end < text.length()
                && isLatin(word.charAt(word.length() - 1))
                && isLatin(text.charAt(end))));
  }

  static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
