package tw.shouwang.api.devices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    assertThat(TokenShape.accepts(token)).isTrue();
    assertThat(TokenShape.accepts(FcmStandIn.token(1))).isTrue();
  }

  @Test
  void takesASubscriptionAsABrowserWritesIt() {
    String subscription =
        "{\"endpoint\":\"https://push.example.org/x\",\"expirationTime\":null,\"keys\":"
            + KEYS
            + "}";
    assertThat(TokenShape.accepts(subscription)).isTrue();
    assertThat(TokenShape.accepts(" " + subscription)).isTrue();
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
    assertThat(TokenShape.accepts(token)).isFalse();
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
    assertThat(TokenShape.accepts(subscription)).isFalse();
  }
}
