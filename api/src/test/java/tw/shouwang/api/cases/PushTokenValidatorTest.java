package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushTokenValidatorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dQw4w9WgXcQ:APA91bHun4MxP5egoKMwt2KZFBaFUH-1RYqx_demo",
        "{\"endpoint\":\"https://push.example.org/x\",\"keys\":{\"p256dh\":\"a\",\"auth\":\"b\"}}"
      })
  void takesTokensAndSubscriptions(String token) {
    assertThat(PushTokenValidator.accepts(token)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "two words",
        "line\nbreak",
        "<script>",
        "推播",
        "{",
        "{}",
        "{\"endpoint\":\"https://push.example.org/x\"}",
        "{\"endpoint\":\"http://push.example.org/x\",\"keys\":{}}",
        "{\"endpoint\":\"https:///x\",\"keys\":{}}",
        "[]"
      })
  void refusesWhatIsNeither(String token) {
    assertThat(PushTokenValidator.accepts(token)).isFalse();
  }
}
