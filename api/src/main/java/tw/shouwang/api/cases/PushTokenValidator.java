package tw.shouwang.api.cases;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.webpush.WebPushSubscription;

/// Looks at the shape only; whether a device is there, the push service will say.
public final class PushTokenValidator implements ConstraintValidator<PushToken, String> {

  @Override
  public boolean isValid(@Nullable String token, ConstraintValidatorContext context) {
    return token == null || accepts(token);
  }

  static boolean accepts(String token) {
    if (token.isBlank() || token.length() > DeviceToken.MAX_LENGTH) {
      return false;
    }
    DeviceToken device = new DeviceToken(token);
    return device.isSubscription() ? WebPushSubscription.isUsable(device) : device.isRegistration();
  }
}
