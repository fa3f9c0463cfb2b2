package tw.shouwang.api.directory.entries;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A number of Taiwan's as people write it, and the forms that machines dial, which follow from it
/// and from nothing else: what a page shows is what a tap calls.
///
/// Of three kinds: a short code (`113`), a nationwide 412 number, or what the numbering plan
/// allows.
///
/// @param dial in ASCII digits and dashes, an extension behind `#`, e.g. `02-2720-8889#12`
public record PhoneNumber(String dial) {

  private static final Pattern SHORT_CODE = Pattern.compile("1[0-9]{2,3}");
  private static final Pattern NATIONWIDE = Pattern.compile("412-?[0-9]{4}");
  private static final Pattern CALLED_LOCALLY = Pattern.compile("0?80[0-9]{7}");
  private static final Pattern PLAIN = Pattern.compile("[0-9]+(-[0-9]+)*(#[0-9]{1,6})?");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Z}]");
  private static final Pattern EXTENSION =
      Pattern.compile("(.*?)(?:;?ext[.=:]?|轉|分機|x|,|#)([0-9]{1,6})");
  private static final PhoneNumberUtil PLAN = PhoneNumberUtil.getInstance();

  /// Reads what somebody typed: full-width digits, `tel:`, `+886`, brackets, spaces, `轉12`.
  ///
  /// @return nothing when it has not the form of a number; [#isValid] says whether it can be one
  public static Optional<PhoneNumber> of(String typed) {
    if (PLAIN.matcher(typed).matches()) {
      return Optional.of(new PhoneNumber(typed));
    }
    String text =
        INVISIBLE
            .matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
            .replaceAll("")
            .replaceFirst("^tel:", "")
            .replaceAll("[‐-―−]", "-");
    Matcher extended = EXTENSION.matcher(text);
    String number = extended.matches() ? extended.group(1) : text;
    String extension = extended.matches() ? "#" + extended.group(2) : "";
    number =
        number
            .replaceFirst("^(?:\\+|00[29])886-?(?:\\(0\\))?-?0?", "0")
            .replaceFirst("^\\(([0-9]+)\\)-?", "$1-")
            .replaceFirst("^0(80[09])-?", "0$1-");
    String dial = number + extension;
    return PLAIN.matcher(dial).matches() ? Optional.of(new PhoneNumber(dial)) : Optional.empty();
  }

  /// Whether it can be a number in Taiwan.
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

  /// The link that calls it. Short codes and toll-free numbers have no form that works from abroad.
  public String telUri() {
    String e164 = CALLED_LOCALLY.matcher(digits()).matches() ? null : e164();
    int extension = dial.indexOf('#');
    return "tel:"
        + (e164 == null ? digits() : e164)
        + (extension < 0 ? "" : "," + dial.substring(extension + 1));
  }

  /// The number in the form of ITU-T E.164, without an extension; null for short codes and 412
  /// numbers, which have none.
  public @Nullable String e164() {
    String digits = digits();
    return digits.startsWith("0") ? "+886" + digits.substring(1) : null;
  }

  private String digits() {
    return number().replace("-", "");
  }
}
