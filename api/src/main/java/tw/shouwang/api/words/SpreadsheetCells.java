package tw.shouwang.api.words;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes text safe to open in a spreadsheet, as a cell of a CSV file: no cell is a formula, and
/// none becomes a number, a date, a time or a truth value, which would drop the leading zero of a
/// telephone number and turn `3/4` into a day. An apostrophe before such a text makes it text.
public final class SpreadsheetCells {

  private static final String FORMULA =
      "=+-@|%\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE63\uFE62\uFE66\uFE6B";

  private static final Pattern LEADING_BLANKS = Pattern.compile("^[\\s\\p{Z}]+");

  /// The characters and words besides digits in numbers, amounts, fractions, dates and times of the
  /// languages that people here use. A text of digits and nothing else than these may be read as
  /// one of them.
  private static final Pattern BESIDE_DIGITS =
      Pattern.compile(
          "[\\s.,:;/\\\\%$€£¥₫฿₱#*()+'’_-]|年|月|日|號|号|時|时|點|点|分|秒|元|週|星期|上午|下午|早上|晚上|中午|凌晨|民國|西元|公元"
              + "|\\b(?:nt|us|twd|usd)\\b"
              + "|(?<=[0-9])e(?=[+-]?[0-9])|(?<=[0-9])[thz](?![a-z])|(?<![a-z])[ap]\\.?m\\.?(?![a-z])"
              + "|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
              + "|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
              + "|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?"
              + "|sat(?:urday)?|sun(?:day)?|(?<=[0-9])(?:st|nd|rd|th)\\b");

  private static final Pattern TRUTH = Pattern.compile("true|false|yes|no|wahr|falsch|真|假");

  private SpreadsheetCells() {}

  /// Each line is treated like a cell, because some programs split cells at tabs or line ends even
  /// within quotes. Control and format characters are removed.
  public static String text(String text) {
    return text.lines().map(SpreadsheetCells::line).collect(Collectors.joining("\n"));
  }

  private static String line(String line) {
    StringBuilder kept = new StringBuilder(line.length());
    line.replace('\t', ' ')
        .codePoints()
        .filter(codePoint -> !isSeparating(codePoint))
        .forEach(kept::appendCodePoint);
    String told = LEADING_BLANKS.matcher(kept).replaceFirst("");
    return isFormula(told) || isValue(told) ? "'" + told : told;
  }

  private static boolean isFormula(String told) {
    return !told.isEmpty() && FORMULA.indexOf(told.codePointAt(0)) >= 0;
  }

  /// Full-width digits and signs count as their plain forms, as spreadsheets in Chinese read them.
  private static boolean isValue(String told) {
    String plain =
        Normalizer.normalize(told, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip();
    if (TRUTH.matcher(plain).matches()) {
      return true;
    }
    return plain.codePoints().anyMatch(Character::isDigit)
        && BESIDE_DIGITS.matcher(plain).replaceAll("").codePoints().allMatch(Character::isDigit);
  }

  private static boolean isSeparating(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
