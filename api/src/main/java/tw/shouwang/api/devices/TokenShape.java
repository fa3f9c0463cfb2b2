package tw.shouwang.api.devices;

import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.webpush.WebPushSubscription;

/// Whether a text can be a push token at all; whether a device is there, the push service will say.
public final class TokenShape {

  private TokenShape() {}

  public static boolean accepts(String token) {
    if (token.isBlank() || token.length() > DeviceToken.MAX_LENGTH) {
      return false;
    }
    DeviceToken device = new DeviceToken(token);
    return device.isSubscription() ? WebPushSubscription.isUsable(device) : device.isRegistration();
  }
}
