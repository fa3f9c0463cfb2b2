package tw.shouwang.api.intake.work;

/// Text that may be written to deceive its reader.
final class VisibleText {

  private VisibleText() {}

  /// The text with its control characters, and those that change the text direction, shown as their
  /// code numbers in brackets; line ends and tabs stay.
  static String of(String written) {
    if (written.codePoints().noneMatch(VisibleText::isHidden)) {
      return written;
    }
    StringBuilder visible = new StringBuilder();
    written
        .codePoints()
        .forEach(each -> {
          if (isHidden(each)) {
            visible.append("⟨U+%04X⟩".formatted(each));
          } else {
            visible.appendCodePoint(each);
          }
        });
    return visible.toString();
  }

  private static boolean isHidden(int codePoint) {
    return switch (codePoint) {
      case '\n', '\r', '\t' -> false;
      case 0x061C, 0x200E, 0x200F -> true;
      default ->
          Character.getType(codePoint) == Character.CONTROL
              || codePoint >= 0x202A && codePoint <= 0x202E
              || codePoint >= 0x2066 && codePoint <= 0x2069;
    };
  }
}
