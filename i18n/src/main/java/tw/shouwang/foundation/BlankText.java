package tw.shouwang.foundation;

/// Detects text that shows nothing to a reader.
public final class BlankText {

  private static final int COMBINING_GRAPHEME_JOINER = 0x034F;
  private static final int HANGUL_CHOSEONG_FILLER = 0x115F;
  private static final int HANGUL_JUNGSEONG_FILLER = 0x1160;
  private static final int HANGUL_FILLER = 0x3164;
  private static final int HALFWIDTH_HANGUL_FILLER = 0xFFA0;
  private static final int BRAILLE_PATTERN_BLANK = 0x2800;

  private BlankText() {}

  /// Whether no character of a text is visible by itself: spaces, format characters, fillers, and
  /// marks that need a base character, such as variation selectors.
  public static boolean is(String text) {
    return text.codePoints().allMatch(BlankText::isBlank);
  }

  private static boolean isBlank(int codePoint) {
    return isSpaceOrFormat(codePoint)
        || switch (Character.getType(codePoint)) {
          case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
          default -> isFiller(codePoint);
        };
  }

  /// Whether a character is invisible between others: white space of every script, line ends, and
  /// characters that only format their neighbours.
  public static boolean isSpaceOrFormat(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == '\u0085'
        || Character.getType(codePoint) == Character.FORMAT
        || isVariationSelector(codePoint)
        || codePoint == COMBINING_GRAPHEME_JOINER;
  }

  private static boolean isVariationSelector(int codePoint) {
    return (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || (codePoint >= 0xE0100 && codePoint <= 0xE01EF)
        || (codePoint >= 0x180B && codePoint <= 0x180F);
  }

  private static boolean isFiller(int codePoint) {
    return codePoint == HANGUL_CHOSEONG_FILLER
        || codePoint == HANGUL_JUNGSEONG_FILLER
        || codePoint == HANGUL_FILLER
        || codePoint == HALFWIDTH_HANGUL_FILLER
        || codePoint == BRAILLE_PATTERN_BLANK;
  }
}
