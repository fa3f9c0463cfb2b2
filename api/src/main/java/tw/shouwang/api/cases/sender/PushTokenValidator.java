package tw.shouwang.api.cases.sender;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.devices.TokenShape;

/// Checks the shape only; only the push service knows whether the device exists.
public final class PushTokenValidator implements ConstraintValidator<PushToken, String> {

  @Override
  public boolean isValid(@Nullable String token, ConstraintValidatorContext context) {
    return token == null || TokenShape.read(token).isPresent();
  }
}
