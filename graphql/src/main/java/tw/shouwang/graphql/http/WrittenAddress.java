package tw.shouwang.graphql.http;

import java.nio.charset.StandardCharsets;

/// A request's address as a URI has it. Programs send letters of every script as they stand (`curl
/// '…/hsds/services?search=家暴'`), and browsers some signs, e.g. `|`; the framework refuses these.
final class WrittenAddress {

  /// ASCII that java.net.URI refuses everywhere.
  private static final String UNFIT = "\"<>\\^`{|}";

  private static final int LAST_ASCII = 0x7e;

  private WrittenAddress() {}

  /// @param sent one character for each byte, as the codec reads it
  static String encoded(String sent) {
    if (sent.chars().noneMatch(WrittenAddress::isUnfit)) {
      return sent;
    }
    StringBuilder encoded = new StringBuilder(sent.length() * 3);
    for (byte each : sent.getBytes(StandardCharsets.ISO_8859_1)) {
      int character = Byte.toUnsignedInt(each);
      if (isUnfit(character)) {
        encoded.append('%').append(String.format("%02X", character));
      } else {
        encoded.append((char) character);
      }
    }
    return encoded.toString();
  }

  private static boolean isUnfit(int character) {
    return character > LAST_ASCII || UNFIT.indexOf(character) >= 0;
  }
}
