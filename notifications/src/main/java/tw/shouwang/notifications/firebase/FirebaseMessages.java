package tw.shouwang.notifications.firebase;

import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.ApnsConfig;
import com.google.firebase.messaging.Aps;
import com.google.firebase.messaging.ApsAlert;
import com.google.firebase.messaging.Message;
import com.google.firebase.messaging.WebpushConfig;
import java.util.Locale;
import java.util.function.Supplier;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.Notification;

/// The one [Notification] in FCM's format for all three platforms at once, because the server does
/// not know a token's platform.
final class FirebaseMessages {

  private static final AndroidConfig ANDROID = inNobodysLocale(FirebaseMessages::android);

  private FirebaseMessages() {}

  static Message to(DeviceToken token) {
    return Message.builder()
        .setToken(token.value())
        .putData(Notification.DATA_KEY, Notification.DATA_VALUE)
        .setAndroidConfig(ANDROID)
        .setApnsConfig(apple())
        .setWebpushConfig(web())
        .build();
  }

  private static AndroidConfig android() {
    return AndroidConfig.builder()
        // Wakes a sleeping phone. Google allows that only if a visible notification follows.
        .setPriority(AndroidConfig.Priority.HIGH)
        .setCollapseKey(Notification.COLLAPSE_KEY)
        .setTtl(Notification.TIME_TO_LIVE.toMillis())
        .build();
  }

  /// Without an expiry: Apple takes a point in time and not a duration, so the expiry would differ
  /// from push to push.
  private static ApnsConfig apple() {
    var alert =
        ApsAlert.builder()
            .setTitleLocalizationKey(Notification.TITLE_LOCALIZATION_KEY)
            .setLocalizationKey(Notification.BODY_LOCALIZATION_KEY)
            .build();
    return ApnsConfig.builder()
        .putHeader("apns-priority", "10")
        .putHeader("apns-collapse-id", Notification.COLLAPSE_KEY)
        .setAps(Aps.builder().setAlert(alert).build())
        .build();
  }

  private static WebpushConfig web() {
    return WebpushConfig.builder()
        .putHeader("Urgency", "high")
        .putHeader("Topic", Notification.COLLAPSE_KEY)
        .putHeader("TTL", Long.toString(Notification.TIME_TO_LIVE.toSeconds()))
        .build();
  }

  /// firebase-admin 9.11.0 lowercases the priority in the machine's locale. A Turkish machine makes
  /// "hıgh" of it, which FCM refuses. So the message is built once, in the root locale.
  private static <T> T inNobodysLocale(Supplier<T> make) {
    Locale machines = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ROOT);
      return make.get();
    } finally {
      Locale.setDefault(machines);
    }
  }
}
