package tw.shouwang.notifications.webpush;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import tw.shouwang.notifications.DeviceToken;

/// A browser's or UnifiedPush app's subscription: an address that a stranger chose, and the keys to
/// encrypt with. `toString` hides all of it.
///
/// @param endpoint https, on the standard port, without user information
/// @param key the device's public key, a point on P-256
/// @param secret 16 bytes that only the device and we know
public record WebPushSubscription(URI endpoint, ECPublicKey key, byte[] secret) {

  private static final int LONGEST_ENDPOINT = 2000;
  private static final int SECRET_LENGTH = 16;

  /// No push service uses an IP address or a name without a dot; such names are local at best.
  private static final Pattern DOMAIN_NAME =
      Pattern.compile("([a-z0-9_-]+\\.)+[a-z][a-z0-9-]*", Pattern.CASE_INSENSITIVE);

  /// Whether the subscription's text is usable: an https address on the standard port with a full
  /// domain name, a point on P-256, a secret of the right length. The name's addresses are checked
  /// at every push.
  public static boolean isUsable(DeviceToken token) {
    return parse(token)
        .filter(subscription -> DOMAIN_NAME.matcher(subscription.endpoint().getHost()).matches())
        .isPresent();
  }

  /// Empty for a subscription that is not usable.
  static Optional<WebPushSubscription> parse(DeviceToken token) {
    try {
      JsonObject json = JsonParser.parseString(token.value()).getAsJsonObject();
      JsonObject keys = json.getAsJsonObject("keys");
      String endpoint = json.get("endpoint").getAsString();
      byte[] secret = bytes(keys.get("auth").getAsString());
      if (endpoint.length() > LONGEST_ENDPOINT || secret.length != SECRET_LENGTH) {
        return Optional.empty();
      }
      ECPublicKey key = P256.publicKey(bytes(keys.get("p256dh").getAsString()));
      return Optional.of(new WebPushSubscription(new URI(endpoint), key, secret))
          .filter(subscription -> leadsOut(subscription.endpoint()));
    } catch (JsonParseException
        | URISyntaxException
        | IllegalArgumentException
        | IllegalStateException
        | UnsupportedOperationException
        | ClassCastException
        | NullPointerException e) {
      return Optional.empty();
    }
  }

  private static boolean leadsOut(URI endpoint) {
    return "https".equalsIgnoreCase(endpoint.getScheme())
        && endpoint.getHost() != null
        && endpoint.getRawUserInfo() == null
        && (endpoint.getPort() == -1 || endpoint.getPort() == 443);
  }

  /// Accepts both base64 alphabets: pages that encode the keys with `btoa` use the standard one.
  private static byte[] bytes(String base64) {
    String url = base64.replace('+', '-').replace('/', '_').replace("=", "");
    return Base64.getUrlDecoder().decode(url);
  }

  @Override
  public String toString() {
    return "WebPushSubscription[redacted]";
  }
}
