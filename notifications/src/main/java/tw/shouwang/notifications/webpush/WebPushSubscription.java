package tw.shouwang.notifications.webpush;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tw.shouwang.foundation.EitherBase64;
import tw.shouwang.notifications.DeviceToken;

/// A browser's or UnifiedPush app's subscription: an address that a stranger chose, and the keys to
/// encrypt with. `toString` hides all of it.
///
/// @param endpoint https, on the standard port, without user information; the host in small letters
/// @param key the device's public key, a point on P-256
/// @param secret 16 bytes that only the device and we know
public record WebPushSubscription(URI endpoint, ECPublicKey key, byte[] secret) {

  private static final int LONGEST_ENDPOINT = 2000;
  private static final int SECRET_LENGTH = 16;

  /// No push service uses an IP address or a name without a dot; such names are local at best.
  private static final Pattern DOMAIN_NAME =
      Pattern.compile("([a-z0-9_-]+\\.)+[a-z][a-z0-9-]*", Pattern.CASE_INSENSITIVE);

  /// The subscription in one spelling, however the page wrote its keys, the name of its host or its
  /// other fields: one device is one token. Empty for a text that is not usable; that needs an
  /// https address on the standard port with a full domain name, a point on P-256, and a secret of
  /// the right length. The name's addresses are checked at every push.
  public static Optional<DeviceToken> read(DeviceToken token) {
    return parse(token)
        .filter(subscription -> DOMAIN_NAME.matcher(subscription.endpoint().getHost()).matches())
        .map(WebPushSubscription::token);
  }

  /// Empty for a subscription that is not usable.
  static Optional<WebPushSubscription> parse(DeviceToken token) {
    try {
      JsonObject json = JsonParser.parseString(token.value()).getAsJsonObject();
      JsonObject keys = json.getAsJsonObject("keys");
      String endpoint = json.get("endpoint").getAsString();
      byte[] secret = EitherBase64.decoded(keys.get("auth").getAsString());
      if (endpoint.length() > LONGEST_ENDPOINT || secret.length != SECRET_LENGTH) {
        return Optional.empty();
      }
      ECPublicKey key = P256.publicKey(EitherBase64.decoded(keys.get("p256dh").getAsString()));
      URI address = new URI(endpoint);
      return leadsOut(address)
          ? Optional.of(new WebPushSubscription(plain(address), key, secret))
          : Optional.empty();
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

  /// The address as RFC 3986, section 6.2, compares it, without what is not sent.
  private static URI plain(URI address) throws URISyntaxException {
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return new URI("https://" + address.getHost().toLowerCase(Locale.ROOT) + path + query);
  }

  private DeviceToken token() {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    JsonObject keys = new JsonObject();
    keys.addProperty("p256dh", base64.encodeToString(P256.bytes(key)));
    keys.addProperty("auth", base64.encodeToString(secret));
    JsonObject json = new JsonObject();
    json.addProperty("endpoint", endpoint.toString());
    json.add("keys", keys);
    return new DeviceToken(json.toString());
  }

  @Override
  public String toString() {
    return "WebPushSubscription[redacted]";
  }
}
