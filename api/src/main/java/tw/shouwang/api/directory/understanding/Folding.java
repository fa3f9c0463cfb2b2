package tw.shouwang.api.directory.understanding;

import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.TextNormalizer;

/// Folds each character when a text is read: to a letter without case, accent or script variant, to
/// a space, or to nothing.
///
/// It is a table, so that a device without our libraries reads a text exactly as a server does.
/// Letters of scripts that none of our languages uses are spaces: in our texts they occur only in
/// emoticons.
final class Folding {

  /// Separates two words.
  static final char SPACE = ' ';

  private static final int SIZE = 1 << 16;

  /// The folded form of each character; null until first use. Two threads that compute one get the
  /// same result.
  private static final @Nullable String[] TABLE = new String[SIZE];

  private Folding() {}

  /// The folded character: empty, a space, or one or more letters.
  static String of(char c) {
    String folded = TABLE[c];
    if (folded == null) {
      folded = folded(c);
      TABLE[c] = folded;
    }
    return folded;
  }

  /// Whether it is a letter that folding removes from a text. Marks of tone or length do not count.
  static boolean isUnknownLetter(int codePoint) {
    return Character.isLetter(codePoint)
        && Character.getType(codePoint) != Character.MODIFIER_LETTER
        && (!Character.isBmpCodePoint(codePoint) || of((char) codePoint).equals(" "));
  }

  static boolean isHan(char c) {
    return (c >= 0x3400 && c <= 0x9FFF) || c == 0x3007;
  }

  static boolean isThai(char c) {
    return c >= 0x0E00 && c <= 0x0E7F;
  }

  /// Whether the character's script has no spaces between words.
  static boolean isUnspaced(char c) {
    return isHan(c) || isThai(c) || (c >= 0x3100 && c <= 0x312F) || c == 0x02C7 || c == 0x02CA;
  }

  private static String folded(char c) {
    if (isNothing(c)) {
      return "";
    }
    boolean readable = c >= ' ' && Character.isDefined(c) && !Character.isSurrogate(c);
    return readable ? kept(TextNormalizer.fold(String.valueOf(c))) : " ";
  }

  /// Marks above letters, joiners, variation selectors and apostrophes.
  private static boolean isNothing(char c) {
    return (c >= 0x0300 && c <= 0x036F)
        || Character.getType(c) == Character.FORMAT
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == '\''
        || c == 0x2018
        || c == 0x2019
        || c == 0x02BC;
  }

  private static String kept(String folded) {
    StringBuilder letters = new StringBuilder(folded.length());
    for (int index = 0; index < folded.length(); index++) {
      char c = folded.charAt(index);
      letters.append(isLetter(c) ? c : SPACE);
    }
    String text = letters.toString().strip();
    return text.isEmpty() ? " " : text.intern();
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || isUnspaced(c);
  }

  /// The table for devices: each character that is not folded to itself, with its folded form.
  static String written() {
    StringBuilder written = new StringBuilder();
    for (int c = 0; c < SIZE; c++) {
      String folded = of((char) c);
      boolean itself = folded.length() == 1 && folded.charAt(0) == c;
      boolean space = folded.equals(" ") && !isLetter((char) c);
      if (!itself && !space && !Character.isSurrogate((char) c)) {
        written.append((char) c).append(folded).append('\n');
      }
    }
    return written.toString();
  }
}
