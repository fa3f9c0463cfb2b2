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
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.foundation.Network;
import tw.shouwang.foundation.TaiwanTime;

/// Computes the [CallerKey] of a request: from the whole address in IPv4, from its first 64 bits in
/// IPv6, because one household has all addresses below them.
@Singleton
public class CallerKeys {

  private static final Logger LOG = LoggerFactory.getLogger(CallerKeys.class);
  private static final String HMAC = "HmacSHA256";
  private static final int IPV6_BITS = 64;

  private final InstantSource clock;
  private final SecureRandom random;
  private final List<Network> proxies;
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile @Nullable Salt salt;

  private record Salt(LocalDate day, SecretKeySpec key) {}

  CallerKeys(InstantSource clock, SecureRandom random, RateLimitSettings settings) {
    this.clock = clock;
    this.random = random;
    this.proxies = settings.networks();
  }

  public CallerKey of(HttpRequest<?> request) {
    InetAddress peer = request.getRemoteAddress().getAddress();
    List<String> forwarded = request.getHeaders().getAll("X-Forwarded-For");
    return forwarded.isEmpty() ? of(peer) : of(peer, forwarded);
  }

  /// The key of a logged-in caller, by a unique name.
  public CallerKey named(String name) {
    return keyed(("name:" + name).getBytes(StandardCharsets.UTF_8));
  }

  /// The key of the last hop that is not one of our proxies: anybody could have written the hops
  /// before it. A hop need not be an address: by RFC 7239 a proxy may call a client `unknown` or by
  /// an invented name (5.2, 6.3), and each such name counts as a caller.
  CallerKey of(InetAddress peer, List<String> forwarded) {
    if (!isOurs(peer)) {
      warnOnce();
      return of(peer);
    }
    List<String> hops =
        forwarded.stream().flatMap(header -> List.of(header.split(",", -1)).stream()).toList();
    InetAddress client = peer;
    for (int i = hops.size() - 1; i >= 0 && isOurs(client); i--) {
      String hop = hops.get(i).strip();
      Optional<InetAddress> address = Hop.address(hop);
      if (address.isEmpty()) {
        return hop.isEmpty() ? of(client) : keyed(("hop:" + hop).getBytes(StandardCharsets.UTF_8));
      }
      client = address.get();
    }
    return of(client);
  }

  /// Warns that without the setting all callers behind a proxy count as one.
  private void warnOnce() {
    if (!warned.get() && warned.compareAndSet(false, true)) {
      LOG.warn(
          "X-Forwarded-For came from a peer that is none of"
              + " shouwang.graphql.rate-limits.trusted-proxies, and is not believed: if that is a"
              + " proxy of yours, name it there, or all callers behind it count as one");
    }
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
    LocalDate today = TaiwanTime.today(clock);
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
