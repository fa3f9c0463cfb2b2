package tw.shouwang.api.directory.entries;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Taiwanese number as people write it. The forms that machines dial are derived from it alone,
/// so that a tap calls exactly the shown number.
///
/// Three kinds: a short code (`113`), a nationwide 412 number, or a number of the numbering plan.
///
/// @param dial in ASCII digits and dashes, an extension after `#`, e.g. `02-2720-8889#12`
public record PhoneNumber(String dial) {

  private static final Pattern SHORT_CODE = Pattern.compile("1[0-9]{2,3}");
  private static final Pattern NATIONWIDE = Pattern.compile("412-?[0-9]{4}");
  private static final Pattern CALLED_LOCALLY = Pattern.compile("0?80[0-9]{7}");
  private static final Pattern PLAIN = Pattern.compile("[0-9]+(-[0-9]+)*(#[0-9]{1,6})?");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Z}]");
  private static final Pattern CALLED =
      Pattern.compile("^(?:tel|sms|callto|電話|电话|市話|市话|手機|手机|傳真|传真)[.:]?(?://)?");

  private static final String EXTENSION_WORDS = "(?:extension|ext|轉接|转接|轉|转|分機|分机|內線|内线|x|,|#)";
  private static final Pattern EXTENSION =
      Pattern.compile("(.*?[0-9)])[-.,;(]*" + EXTENSION_WORDS + "+[.=:-]*([0-9]{1,6})\\)?");

  /// The international prefix of a Taiwanese number; many people also write the zero, which is
  /// dialled only within Taiwan.
  private static final Pattern FROM_ABROAD =
      Pattern.compile("^(?:\\+|0(?:0[0-9]{0,2}|1[0-9])-?)?886-?(?:0-?)?(?=[1-9](?:-?[0-9]){7,8}$)");

  /// Mobile phones dial a 412 number with an area code.
  private static final Pattern BEHIND_AREA_CODE = Pattern.compile("^0[24]-?(?=412-?[0-9]{4}$)");

  private static final Pattern WRITTEN =
      Pattern.compile(
          "[+(]?[0-9](?:[-+()./0-9\\p{Z}]*[0-9)])?"
              + "(?:[-.,;(\\p{Z}]*"
              + EXTENSION_WORDS
              + "+[.=:\\p{Z}-]*[0-9]{1,6}(?![0-9]))?");
  private static final int FEWEST_DIGITS = 3;
  private static final int FEWEST_DIGITS_AMONG_WORDS = 6;
  private static final PhoneNumberUtil PLAN = PhoneNumberUtil.getInstance();

  /// Reads a typed number: full-width digits, `tel:`, `+886 (0)2`, brackets, spaces, `轉12`.
  ///
  /// @return empty if it does not have the form of a number; [#isValid] says whether it is possible
  public static Optional<PhoneNumber> of(String typed) {
    String text =
        INVISIBLE
            .matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
            .replaceAll("");
    text = CALLED.matcher(text).replaceFirst("").replaceAll("[‐-―−]", "-");
    Matcher extended = EXTENSION.matcher(text);
    boolean hasExtension = extended.matches();
    String number =
        (hasExtension ? extended.group(1) : text)
            .replaceAll("[()./-]+", "-")
            .replaceAll("^-|-$", "");
    number = FROM_ABROAD.matcher(number.replaceFirst("^\\+-", "+")).replaceFirst("0");
    number = BEHIND_AREA_CODE.matcher(number).replaceFirst("");
    String dial = number + (hasExtension ? "#" + extended.group(2) : "");
    return PLAIN.matcher(dial).matches() ? Optional.of(new PhoneNumber(dial)) : Optional.empty();
  }

  /// The number, or part of one, in a search: the whole text, or the longest number in a text with
  /// little else.
  public static Optional<PhoneNumber> lookedFor(String typed) {
    Optional<PhoneNumber> whole = of(typed);
    if (whole.isPresent()) {
      return whole.filter(number -> number.digits().length() >= FEWEST_DIGITS);
    }
    long digits = typed.codePoints().filter(Character::isDigit).count();
    long letters = typed.codePoints().filter(Character::isLetter).count();
    if (digits < FEWEST_DIGITS_AMONG_WORDS || digits <= 2 * letters) {
      return Optional.empty();
    }
    return WRITTEN
        .matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
        .results()
        .map(MatchResult::group)
        .max(Comparator.comparingInt(String::length))
        .flatMap(PhoneNumber::of)
        .filter(number -> number.digits().length() >= FEWEST_DIGITS_AMONG_WORDS);
  }

  /// Whether it is a possible number in Taiwan.
  public boolean isValid() {
    String number = number();
    if (SHORT_CODE.matcher(number).matches() || NATIONWIDE.matcher(number).matches()) {
      return true;
    }
    try {
      return PLAN.isValidNumberForRegion(PLAN.parse(number, "TW"), "TW");
    } catch (NumberParseException e) {
      return false;
    }
  }

  private String number() {
    int extension = dial.indexOf('#');
    return extension < 0 ? dial : dial.substring(0, extension);
  }

  /// The link that calls it. Short codes and toll-free numbers have no form for calls from abroad.
  public String telUri() {
    String e164 = CALLED_LOCALLY.matcher(digits()).matches() ? null : e164();
    String extension = extension();
    return "tel:" + (e164 == null ? digits() : e164) + (extension == null ? "" : "," + extension);
  }

  /// The number by ITU-T E.164, without an extension; null for short codes and 412 numbers, which
  /// have no such form.
  public @Nullable String e164() {
    String digits = digits();
    return digits.startsWith("0") ? "+886" + digits.substring(1) : null;
  }

  /// The digits as dialled in Taiwan, without an extension.
  public String digits() {
    return number().replace("-", "");
  }

  /// The extension; null if there is none.
  public @Nullable String extension() {
    int extension = dial.indexOf('#');
    return extension < 0 ? null : dial.substring(extension + 1);
  }

  /// The digits within the same area, without the area code; null if the number has none.
  public @Nullable String localDigits() {
    String digits = digits();
    if (!digits.startsWith("0")) {
      return null;
    }
    try {
      int areaCode = PLAN.getLengthOfGeographicalAreaCode(PLAN.parse(digits, "TW"));
      return areaCode == 0 ? null : digits.substring(1 + areaCode);
    } catch (NumberParseException e) {
      return null;
    }
  }
}
