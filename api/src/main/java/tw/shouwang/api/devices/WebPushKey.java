package tw.shouwang.api.devices;

import tw.shouwang.notifications.webpush.VapidKey;

/// The key by which push services of browsers and of UnifiedPush know this service. Subscriptions
/// are bound to its public half, so it is kept for as long as there are any.
public final class WebPushKey {

  /// Its name among the key files.
  public static final String FILE = "vapid.key";

  private WebPushKey() {}

  /// A new one, as its file holds it.
  public static byte[] random() {
    return VapidKey.generate().encoded();
  }
}
