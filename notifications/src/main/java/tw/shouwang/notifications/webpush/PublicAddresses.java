package tw.shouwang.notifications.webpush;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/// Resolves names to addresses of the public internet and no others: what a stranger names must not
/// lead into our own network. The client connects to exactly the addresses given here, so a name
/// that changes its mind between check and connection gains nothing.
final class PublicAddresses implements DnsResolver {

  /// Not of the public internet (IANA's special-purpose registries).
  private static final List<Block> CLOSED_4 =
      List.of(
          new Block("0.0.0.0", 8),
          new Block("10.0.0.0", 8),
          new Block("100.64.0.0", 10),
          new Block("127.0.0.0", 8),
          new Block("169.254.0.0", 16),
          new Block("172.16.0.0", 12),
          new Block("192.0.0.0", 24),
          new Block("192.0.2.0", 24),
          new Block("192.88.99.0", 24),
          new Block("192.168.0.0", 16),
          new Block("198.18.0.0", 15),
          new Block("198.51.100.0", 24),
          new Block("203.0.113.0", 24),
          new Block("224.0.0.0", 4),
          new Block("240.0.0.0", 4));

  /// Of IPv6 only the part that is given out is public, without the parts that tunnel to IPv4.
  private static final Block OPEN_6 = new Block("2000::", 3);

  private static final List<Block> CLOSED_6 =
      List.of(
          new Block("2001::", 23),
          new Block("2001:db8::", 32),
          new Block("2002::", 16),
          new Block("3fff::", 20));

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
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return CLOSED_4.stream().noneMatch(block -> block.holds(bytes));
    }
    return OPEN_6.holds(bytes) && CLOSED_6.stream().noneMatch(block -> block.holds(bytes));
  }

  /// Says nothing of the address: this may get into a log.
  static final class NotPublic extends UnknownHostException {
    NotPublic() {
      super("not a public address");
    }
  }

  private record Block(byte[] start, int bits) {

    Block(String start, int bits) {
      this(InetAddress.ofLiteral(start).getAddress(), bits);
    }

    boolean holds(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
