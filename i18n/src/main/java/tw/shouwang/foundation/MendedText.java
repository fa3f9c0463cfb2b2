package tw.shouwang.foundation;

import org.jspecify.annotations.Nullable;

/// Mends what a writer can neither see nor change: control characters that come along with text
/// from a word processor or a scanner. U+000B, U+000C and U+0085 stand for a new line there and
/// become one; the others mean nothing to a reader and are dropped. Tabs and line ends stay.
public final class MendedText {

  private MendedText() {}

  public static String of(String written) {
    if (written.codePoints().noneMatch(MendedText::isMended)) {
      return written;
    }
    StringBuilder mended = new StringBuilder(written.length());
    written
        .codePoints()
        .forEach(each -> {
          if (!isMended(each)) {
            mended.appendCodePoint(each);
          } else if (isLineEnd(each)) {
            mended.append('\n');
          }
        });
    return mended.toString();
  }

  public static @Nullable String orNull(@Nullable String written) {
    return written == null ? null : of(written);
  }

  private static boolean isLineEnd(int codePoint) {
    return codePoint == 0x0B || codePoint == 0x0C || codePoint == 0x85;
  }

  private static boolean isMended(int codePoint) {
    return Character.getType(codePoint) == Character.CONTROL
        && codePoint != '\n'
        && codePoint != '\r'
        && codePoint != '\t';
  }
}
