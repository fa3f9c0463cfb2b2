package tw.shouwang.api.directory.editing;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.regex.Pattern;

/// Whether a number can be one in Taiwan: a short code, a nationwide 412 number, or what the
/// numbering plan allows.
final class PhoneNumbers {

  private static final Pattern SHORT_CODE = Pattern.compile("1[0-9]{2,3}");
  private static final Pattern NATIONWIDE = Pattern.compile("412-?[0-9]{4}");
  private static final PhoneNumberUtil PLAN = PhoneNumberUtil.getInstance();

  private PhoneNumbers() {}

  static boolean isValid(String dial) {
    String[] extension = dial.split("#", 2);
    if (extension.length == 2 && !extension[1].matches("[0-9]{1,6}")) {
      return false;
    }
    String number = extension[0].strip();
    if (SHORT_CODE.matcher(number).matches() || NATIONWIDE.matcher(number).matches()) {
      return true;
    }
    try {
      return PLAN.isValidNumberForRegion(PLAN.parse(number, "TW"), "TW");
    } catch (NumberParseException e) {
      return false;
    }
  }
}
