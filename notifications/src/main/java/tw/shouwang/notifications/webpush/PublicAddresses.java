package tw.shouwang.notifications.webpush;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import tw.shouwang.foundation.Network;

/// Resolves host names to public internet addresses only, because a name from a stranger must not
/// lead into our own network. The client connects to exactly the returned addresses, so a name that
/// resolves differently afterwards (DNS rebinding) has no effect.
final class PublicAddresses implements DnsResolver {

  /// Not public (IANA's special-purpose registries).
  private static final List<Network> CLOSED_4 =
      List.of(
          Network.parse("0.0.0.0/8"),
          Network.parse("10.0.0.0/8"),
          Network.parse("100.64.0.0/10"),
          Network.parse("127.0.0.0/8"),
          Network.parse("169.254.0.0/16"),
          Network.parse("172.16.0.0/12"),
          Network.parse("192.0.0.0/24"),
          Network.parse("192.0.2.0/24"),
          Network.parse("192.88.99.0/24"),
          Network.parse("192.168.0.0/16"),
          Network.parse("198.18.0.0/15"),
          Network.parse("198.51.100.0/24"),
          Network.parse("203.0.113.0/24"),
          Network.parse("224.0.0.0/4"),
          Network.parse("240.0.0.0/4"));

  /// The part of IPv6 that IANA has allocated; minus the ranges that tunnel to IPv4, only it is
  /// public.
  private static final Network OPEN_6 = Network.parse("2000::/3");

  private static final List<Network> CLOSED_6 =
      List.of(
          Network.parse("2001::/23"),
          Network.parse("2001:db8::/32"),
          Network.parse("2002::/16"),
          Network.parse("3fff::/20"));

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = InetAddress.getAllByName(host);
    if (!Arrays.stream(all).allMatch(PublicAddresses::isPublic)) {
      throw new NotPublic();
    }
    return all;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  static boolean isPublic(InetAddress address) {
    if (address instanceof Inet4Address) {
      return CLOSED_4.stream().noneMatch(block -> block.holds(address));
    }
    return OPEN_6.holds(address) && CLOSED_6.stream().noneMatch(block -> block.holds(address));
  }

  /// Its message hides the address, because it may get into a log.
  static final class NotPublic extends UnknownHostException {
    NotPublic() {
      super("not a public address");
    }
  }
}
