package tw.shouwang.api.intake.answers;

import java.util.Optional;

/// Checks what staff write before it is sealed or stored.
public final class StaffText {

  private StaffText() {}

  /// What is wrong with a text, if anything is.
  ///
  /// @param most code points
  public static Optional<StaffRefusalCode> problem(String text, int most) {
    // A code point is at most two chars, so no count is needed to know that this is too long.
    if (text.length() > 2 * most || text.codePointCount(0, text.length()) > most) {
      return Optional.of(StaffRefusalCode.TOO_LONG);
    }
    if (text.codePoints().allMatch(StaffText::isBlank)) {
      return Optional.of(StaffRefusalCode.EMPTY);
    }
    return text.codePoints().anyMatch(StaffText::isForbidden)
        ? Optional.of(StaffRefusalCode.INVALID_TEXT)
        : Optional.empty();
  }

  /// Spaces of every script, and marks that show nothing by themselves.
  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.getType(codePoint) == Character.FORMAT;
  }

  private static boolean isForbidden(int codePoint) {
    if (codePoint == '\n' || codePoint == '\r' || codePoint == '\t') {
      return false;
    }
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }
}
