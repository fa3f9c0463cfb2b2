package tw.shouwang.api.forms;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Text that a person wrote: not blank, at most [#max()] code points, no control characters but tab
/// and line ends, no unpaired surrogates. One character is enough: 「救」 is a call for help. Null
/// passes, because other constraints check presence.
@Documented
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlainTextValidator.class)
public @interface PlainText {

  int max();

  /// Whether a blank text counts as missing.
  boolean blankIsNone() default true;

  String message() default "INVALID_TEXT";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
