package tw.shouwang.api.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.testing.FcmStandIn;

class TokenShapeTest {

  // The example of RFC 8291, appendix A.
  private static final String KEYS =
      "{\"p256dh\":\"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4\","
          + "\"auth\":\"BTBZMqHH6r4Tts7J_aSIgg\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dQw4w9WgXcQ:APA91bHun4MxP5egoKMwt2KZFBaFUH-1RYqx_demo",
        "c_U5Vg3PTGWmVsKCn-4HZy:APA91bEi0pJ9S4e4Z_PVNg0a8bU1Xn0TtF4kOeRkQmSj4tq8X2aKcJ0d6wWmX9k1yVfGx",
      })
  void takesRegistrationTokens(String token) {
    assertThat(TokenShape.read(token)).contains(new DeviceToken(token));
    assertThat(TokenShape.read("\n " + token + " \r\n")).contains(new DeviceToken(token));
    assertThat(TokenShape.read(FcmStandIn.token(1))).isPresent();
  }

  @Test
  void takesASubscriptionAsABrowserWritesIt() {
    String subscription =
        "{\"endpoint\":\"https://push.example.org/x\",\"expirationTime\":null,\"keys\":"
            + KEYS
            + "}";
    assertThat(TokenShape.read(subscription)).isPresent();
    assertThat(TokenShape.read(" " + subscription)).isEqualTo(TokenShape.read(subscription));
  }

  /// B8: a page that encodes the keys with `btoa` writes the other alphabet, and each library the
  /// address and the other fields in its own way. All of it is one device.
  @Test
  void readsASubscriptionInWhicheverSpelling() {
    DeviceToken one = read("https://push.example.org/x?a=%2F", KEYS);
    assertThat(one.value())
        .isEqualTo("{\"endpoint\":\"https://push.example.org/x?a=%2F\",\"keys\":" + KEYS + "}");
    assertThat(TokenShape.read(one.value())).contains(one);
    String standard = KEYS.replace('-', '+').replace('_', '/');
    for (String keys :
        List.of(
            standard,
            standard.replace("Aiw4\"", "Aiw4=\"").replace("SIgg\"", "SIgg==\""),
            KEYS.replace("SIgg\"", "SIgg==\""),
            KEYS.replaceFirst("\\{(.*),(.*)}", "{$2,\"more\":null, $1}"))) {
      for (String address :
          List.of(
              "https://push.example.org/x?a=%2F",
              "https://push.example.org:443/x?a=%2F", "HTTPS://PUSH.Example.org/x?a=%2F#y")) {
        assertThat(read(address, keys)).as(address + keys).isEqualTo(one);
      }
    }
    assertThat(read("https://push.example.org/X?a=%2F", KEYS)).isNotEqualTo(one);
    assertThat(read("https://push.example.org", KEYS))
        .isEqualTo(read("https://push.example.org/", KEYS));
  }

  private static DeviceToken read(String address, String keys) {
    return TokenShape.read(
            "{\"expirationTime\":null,\"keys\":" + keys + ",\"endpoint\":\"" + address + "\"}")
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "abc",
        "token-of-a-phone",
        "two words",
        "dQw4w9WgXcQ:short",
        "dQw4w9WgXcQ APA91bHun4MxP5egoKMwt2KZFBaFUH-1RYqx_demo",
        "line\nbreak",
        "<script>",
        "推播",
        "{",
        "{}",
        "[]",
        "{\"endpoint\":\"https://push.example.org/x\"}",
        "{\"endpoint\":\"https://push.example.org/x\",\"keys\":{\"p256dh\":\"a\",\"auth\":\"b\"}}",
      })
  void refusesWhatIsNeither(String token) {
    assertThat(TokenShape.read(token)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://push.example.org/x",
        "https:///x",
        "https://push.example.org:8443/x",
        "https://user@push.example.org/x",
        "ftp://push.example.org/x",
        "push.example.org/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://169.254.169.254/x",
        "https://0x7f.1/x",
        "https://localhost/x",
      })
  void refusesAnAddressThatNoPushServiceHas(String endpoint) {
    String subscription = "{\"endpoint\":\"" + endpoint + "\",\"keys\":" + KEYS + "}";
    assertThat(TokenShape.read(subscription)).isEmpty();
  }
}
