package tw.shouwang.api.forms;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.BlankText;

/// Checks [PlainText], the cheapest rule first, so that a text of megabytes is refused by its
/// length alone.
public final class PlainTextValidator implements ConstraintValidator<PlainText, String> {

  private int max;
  private boolean blankIsNone;

  @Override
  public void initialize(PlainText constraint) {
    max = constraint.max();
    blankIsNone = constraint.blankIsNone();
  }

  @Override
  public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
    if (text == null) {
      return true;
    }
    Optional<RefusalCode> refusal = refusal(text, max, blankIsNone);
    refusal.ifPresent(code -> {
      context.disableDefaultConstraintViolation();
      context.buildConstraintViolationWithTemplate(code.name()).addConstraintViolation();
    });
    return refusal.isEmpty();
  }

  static Optional<RefusalCode> refusal(String text, int max, boolean blankIsNone) {
    // A code point is at most two chars, so a text this long need not be counted.
    if (text.length() > 2 * max || text.codePointCount(0, text.length()) > max) {
      return Optional.of(RefusalCode.TOO_LONG);
    }
    if (text.codePoints().anyMatch(PlainTextValidator::isForbidden)) {
      return Optional.of(RefusalCode.INVALID_TEXT);
    }
    if (!blankIsNone && BlankText.is(text)) {
      return Optional.of(RefusalCode.EMPTY);
    }
    return Optional.empty();
  }

  private static boolean isForbidden(int codePoint) {
    if (codePoint == '\n' || codePoint == '\r' || codePoint == '\t') {
      return false;
    }
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }
}
