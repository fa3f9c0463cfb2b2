package tw.shouwang.foundation;

import java.net.InetAddress;
import java.util.Arrays;

/// The addresses that share their first bits.
public final class Network {

  private final byte[] address;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /// Reads an address, or an address and the number of bits, such as `10.0.0.0/8`. Host names are
  /// refused, so nothing is looked up.
  public static Network parse(String text) {
    String[] parts = text.split("/", 2);
    byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
    int bits = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
    if (bits < 0 || bits > address.length * 8) {
      throw new IllegalArgumentException("no network: " + text);
    }
    return new Network(address, bits);
  }

  public boolean holds(InetAddress other) {
    byte[] bytes = other.getAddress();
    return bytes.length == address.length
        && Arrays.equals(firstBits(bytes, bits), firstBits(address, bits));
  }

  /// The bytes with all but the first bits cleared.
  public static byte[] firstBits(byte[] bytes, int bits) {
    byte[] first = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.clamp(bits - i * 8L, 0, 8);
      first[i] = (byte) (bytes[i] & 0xFF << (8 - kept));
    }
    return first;
  }
}
