package tw.shouwang.api.intake.work;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tw.shouwang.i18n.TextNormalizer;

/// A place as somebody wrote it, folded so that the spellings of one address are equal: 臺北市大安區
/// 復興南路1段 100 號3樓 and 台北市復興南路一段１００號三F. Letters, width and traditional characters by ICU; Chinese
/// numerals before the units of an address as digits; county, district and borough left out,
/// because the case has its area.
///
/// @param whole everything that is left
/// @param building without the floor and what comes after it; the whole for what is no address
/// @param street road, section, lane and alley, if there is one
record FoldedPlace(String whole, String building, Optional<String> street) {

  /// Folded text is in simplified characters.
  private static final Pattern NUMERAL = Pattern.compile("[零〇一二两三四五六七八九十百]+(?=[段巷弄号楼邻室之f])");

  private static final Pattern FLOOR_SIGN = Pattern.compile("(?<=\\d)(fl?|层)(?![a-z])");
  private static final Pattern BASEMENT = Pattern.compile("地下(\\d*)楼?|b(\\d)(楼)?(?![a-z0-9])");
  private static final Pattern SUBNUMBER = Pattern.compile("(\\d+)(?:号之|-|之)(\\d+)号?(?!\\d)");
  private static final Pattern REGION =
      Pattern.compile(
          "^(?:台湾省?)?(?:\\p{IsHan}{2}[县市])?(?:\\p{IsHan}{1,3}?[区乡镇市])?(?:\\p{IsHan}{2,3}[里村])?(?:\\d+邻)?"
              + "(?=.*(?:路|街|大道|巷))");
  private static final Pattern POSTAL = Pattern.compile("^\\d{3,6}(?=\\p{IsHan})");
  private static final Pattern STREET =
      Pattern.compile("^.*?(?:大道|路|街|巷)(?:\\d+段)?(?:\\d+巷)?(?:\\d+弄)?");
  private static final Pattern NUMBER = Pattern.compile("^\\d+(?:之\\d+)?号");

  static FoldedPlace of(String place) {
    String folded = TextNormalizer.fold(place).replaceAll("\\s+", "");
    folded = NUMERAL.matcher(folded).replaceAll(FoldedPlace::digits);
    folded = FLOOR_SIGN.matcher(folded).replaceAll("楼");
    folded = SUBNUMBER.matcher(folded).replaceAll("$1之$2号");
    folded = BASEMENT.matcher(folded).replaceAll(FoldedPlace::basement);
    String kept = folded.replaceAll("[^\\p{L}\\p{N}]", "");
    kept = POSTAL.matcher(kept).replaceFirst("");
    String whole = REGION.matcher(kept).replaceFirst("");
    Matcher street = STREET.matcher(whole);
    if (!street.find()) {
      return new FoldedPlace(whole, whole, Optional.empty());
    }
    String road = street.group();
    Matcher number = NUMBER.matcher(whole.substring(road.length()));
    return number.find()
        ? new FoldedPlace(whole, road + number.group(), Optional.of(road))
        : new FoldedPlace(whole, whole, Optional.of(road));
  }

  private static String basement(MatchResult found) {
    String floor = found.group(1) != null ? found.group(1) : found.group(2);
    return "地下" + (floor.isEmpty() ? "1" : floor) + "楼";
  }

  /// 一百二十三 and 一二三 as 123, 十二 as 12.
  private static String digits(MatchResult found) {
    String numeral = found.group().replace('两', '二').replace('〇', '零');
    if (numeral.indexOf('十') < 0 && numeral.indexOf('百') < 0) {
      StringBuilder digits = new StringBuilder();
      numeral.chars().forEach(each -> digits.append(digit(each)));
      return digits.toString();
    }
    int value = 0;
    int pending = 0;
    for (int i = 0; i < numeral.length(); i++) {
      char each = numeral.charAt(i);
      if (each == '百' || each == '十') {
        value += (pending == 0 ? 1 : pending) * (each == '百' ? 100 : 10);
        pending = 0;
      } else {
        pending = digit(each);
      }
    }
    return Integer.toString(value + pending);
  }

  private static int digit(int numeral) {
    return Math.max(0, "零一二三四五六七八九".indexOf(numeral));
  }

  @Override
  public String toString() {
    return "FoldedPlace[redacted]";
  }
}
