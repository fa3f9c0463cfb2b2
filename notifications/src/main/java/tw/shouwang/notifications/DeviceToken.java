package tw.shouwang.notifications;

import java.util.regex.Pattern;

/// Where a push goes: an FCM registration token, or a web push subscription as its JSON. The push
/// service can link the token to a device, so `toString` hides it.
public record DeviceToken(String value) {

  /// In characters. A web push endpoint of 2,000 characters and its keys fit; FCM's tokens have a
  /// few hundred.
  public static final int MAX_LENGTH = 4096;

  // Google calls its tokens opaque. All known ones are an instance id, a colon and a long tail.
  // These bounds are wider than the known tokens and exclude other texts.
  private static final Pattern REGISTRATION = Pattern.compile("[\\w-]{8,200}:[\\w-]{30,2000}");

  public DeviceToken {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a device token must not be blank");
    }
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a device token is too long");
    }
  }

  /// Whether this is a web push subscription, which is a JSON object; FCM's tokens have no brace.
  public boolean isSubscription() {
    return value.stripLeading().startsWith("{");
  }

  /// Whether this has the shape of an FCM registration token. Only FCM knows whether a device
  /// exists.
  public boolean isRegistration() {
    return REGISTRATION.matcher(value).matches();
  }

  @Override
  public String toString() {
    return "DeviceToken[redacted]";
  }
}
