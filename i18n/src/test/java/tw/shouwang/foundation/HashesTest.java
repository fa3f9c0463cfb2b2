package tw.shouwang.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HashesTest {

  /// FIPS 180-4's example "abc".
  @Test
  void hashesByParts() {
    String expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertThat(hex(Hashes.sha256("abc"))).isEqualTo(expected);
    assertThat(hex(Hashes.sha256(bytes("a"), bytes(""), bytes("bc")))).isEqualTo(expected);
  }

  /// RFC 4231, test case 2.
  @Test
  void authenticatesByParts() {
    String expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    byte[] key = bytes("Jefe");
    assertThat(hex(Hashes.hmac(key, "what do ya want for nothing?"))).isEqualTo(expected);
    assertThat(hex(Hashes.hmac(key, bytes("what do ya "), bytes("want for nothing?"))))
        .isEqualTo(expected);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
