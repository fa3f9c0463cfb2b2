package tw.shouwang.graphql.ratelimits;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.Network;

/// Makes the [CallerKey] of a request: of a whole address in IPv4, of its first 64 bits in IPv6,
/// where a household has all the rest.
@Singleton
public class CallerKeys {

  private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
  private static final String HMAC = "HmacSHA256";
  private static final int IPV6_BITS = 64;

  private final InstantSource clock;
  private final SecureRandom random;
  private final List<Network> proxies;
  private volatile @Nullable Salt salt;

  private record Salt(LocalDate day, SecretKeySpec key) {}

  CallerKeys(InstantSource clock, SecureRandom random, RateLimitSettings settings) {
    this.clock = clock;
    this.random = random;
    this.proxies = settings.networks();
  }

  public CallerKey of(HttpRequest<?> request) {
    InetAddress peer = request.getRemoteAddress().getAddress();
    return of(client(peer, request.getHeaders().getAll("X-Forwarded-For")));
  }

  /// The caller who has said who they are, by a name that is nobody else's.
  public CallerKey named(String name) {
    return keyed(("name:" + name).getBytes(StandardCharsets.UTF_8));
  }

  /// The last address that no proxy of ours has: whatever stands before it, anybody could have
  /// written.
  InetAddress client(InetAddress peer, List<String> forwarded) {
    InetAddress client = peer;
    List<String> hops =
        forwarded.stream().flatMap(header -> List.of(header.split(",", -1)).stream()).toList();
    for (int i = hops.size() - 1; i >= 0 && isOurs(client); i--) {
      try {
        client = InetAddress.ofLiteral(hops.get(i).strip());
      } catch (IllegalArgumentException e) {
        return client;
      }
    }
    return client;
  }

  private boolean isOurs(InetAddress address) {
    return proxies.stream().anyMatch(network -> network.holds(address));
  }

  CallerKey of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return keyed(address instanceof Inet6Address ? Network.firstBits(bytes, IPV6_BITS) : bytes);
  }

  private CallerKey keyed(byte[] kept) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key());
      return new CallerKey(Base64.getEncoder().encodeToString(mac.doFinal(kept)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private SecretKeySpec key() {
    LocalDate today = clock.instant().atZone(TAIPEI).toLocalDate();
    Salt known = salt;
    return known != null && known.day.equals(today) ? known.key : newKey(today);
  }

  private synchronized SecretKeySpec newKey(LocalDate today) {
    Salt known = salt;
    if (known != null && known.day.equals(today)) {
      return known.key;
    }
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    SecretKeySpec key = new SecretKeySpec(bytes, HMAC);
    salt = new Salt(today, key);
    return key;
  }
}
