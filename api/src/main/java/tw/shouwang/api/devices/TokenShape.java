package tw.shouwang.api.devices;

import java.util.Optional;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.webpush.WebPushSubscription;

/// Reads what an app sends as its push token. Only the push service knows whether the device
/// exists.
public final class TokenShape {

  private TokenShape() {}

  /// The device that a text names, in one spelling, so that a device that is brought again is the
  /// same one. Empty for a text that has not the shape of a push token.
  public static Optional<DeviceToken> read(String text) {
    String token = text.strip();
    if (token.isEmpty() || token.length() > DeviceToken.MAX_LENGTH) {
      return Optional.empty();
    }
    DeviceToken device = new DeviceToken(token);
    return device.isSubscription()
        ? WebPushSubscription.read(device)
        : Optional.of(device).filter(DeviceToken::isRegistration);
  }
}
