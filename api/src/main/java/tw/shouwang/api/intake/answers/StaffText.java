package tw.shouwang.api.intake.answers;

import java.util.Optional;
import tw.shouwang.foundation.BlankText;

/// Checks the texts of staff before they are sealed or stored.
public final class StaffText {

  private StaffText() {}

  /// The problem of a text, if it has one.
  ///
  /// @param most code points
  public static Optional<StaffRefusalCode> problem(String text, int most) {
    // A code point is at most two chars, so a text this long need not be counted.
    if (text.length() > 2 * most || text.codePointCount(0, text.length()) > most) {
      return Optional.of(StaffRefusalCode.TOO_LONG);
    }
    if (BlankText.is(text)) {
      return Optional.of(StaffRefusalCode.EMPTY);
    }
    return text.codePoints().anyMatch(StaffText::isForbidden)
        ? Optional.of(StaffRefusalCode.INVALID_TEXT)
        : Optional.empty();
  }

  private static boolean isForbidden(int codePoint) {
    if (codePoint == '\n' || codePoint == '\r' || codePoint == '\t') {
      return false;
    }
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }
}
