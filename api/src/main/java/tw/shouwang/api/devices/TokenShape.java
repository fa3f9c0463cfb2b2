package tw.shouwang.api.devices;

import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.webpush.WebPushSubscription;

/// Whether a text has the shape of a push token. Only the push service knows whether the device
/// exists.
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
