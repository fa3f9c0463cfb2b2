package tw.shouwang.api.cases.sender;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.devices.TokenShape;

/// Looks at the shape only; whether a device is there, the push service will say.
public final class PushTokenValidator implements ConstraintValidator<PushToken, String> {

  @Override
  public boolean isValid(@Nullable String token, ConstraintValidatorContext context) {
    return token == null || TokenShape.accepts(token);
  }
}
