package tw.shouwang.api.devices;

import tw.shouwang.notifications.webpush.VapidKey;

/// The key that identifies this service to push services of browsers and UnifiedPush apps.
/// Subscriptions are bound to its public half, so it must live as long as there are subscriptions.
public final class WebPushKey {

  /// The key's file name.
  public static final String FILE = "vapid.key";

  private WebPushKey() {}

  /// A new key, in the file's format.
  public static byte[] random() {
    return VapidKey.generate().encoded();
  }
}
