package tw.shouwang.api.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;

class SealedTokenTest {

  private final SealedToken sealing = new SealedToken(new byte[32]);
  private final AddressKey key = new AddressKey(filled(1));

  @Test
  void opensWhatItSealed() {
    DeviceToken longest = new DeviceToken("字".repeat(DeviceToken.MAX_LENGTH));
    for (DeviceToken token : new DeviceToken[] {new DeviceToken("t"), longest}) {
      assertThat(sealing.open(key, sealing.seal(key, token))).isEqualTo(token);
    }
  }

  @Test
  void tellsNothingByItsLength() {
    int ofShort = sealing.seal(key, new DeviceToken("t")).length;
    int ofLong = sealing.seal(key, new DeviceToken("t".repeat(3_000))).length;
    assertThat(ofShort).isEqualTo(ofLong);
  }

  @Test
  void opensOnlyForItsOwnRow() {
    byte[] sealed = sealing.seal(key, new DeviceToken("token"));
    assertThatThrownBy(() -> sealing.open(new AddressKey(filled(2)), sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[AddressKey.LENGTH];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
