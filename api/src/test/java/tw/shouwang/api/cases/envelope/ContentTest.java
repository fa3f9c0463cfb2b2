package tw.shouwang.api.cases.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Scenario 17: anybody with a case's key may have written the content, so nothing in it is
/// trusted, and every error gives the same result.
class ContentTest {

  static Stream<String> hostile() {
    return Stream.of(
        "{\"words\":null}",
        "{\"words\":{\"a\":1}}",
        "{\"words\":\"a\",\"n\":\"x\"}",
        "{\"words\":\"a\",\"n\":\"99999999999\"}",
        "{\"words\":\"a\",\"words\":\"b\"}",
        "{\"wörds\":\"a\"}",
        IntStream.range(0, 30_000)
            .mapToObj(i -> "\"a" + i + "\":\"\"")
            .collect(Collectors.joining(",", "{", "}")),
        "[".repeat(32_000),
        "{\"words\":" + "[".repeat(32_000),
        "{\"words\":\"\\ud83d\"}",
        "{\"words\":\"" + "字".repeat(3_001) + "\"}",
        "{\"words\":\"a\"} {}");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void refusesWhatNoContentMayHold(String content) {
    assertRefused(content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsUtf8AndNothingElse() {
    assertRefused("{\"words\":\"a\"}".getBytes(StandardCharsets.UTF_16LE));
    assertRefused(new byte[] {'{', '"', 'w', 'o', 'r', 'd', 's', '"', ':', '"', -1, '"', '}'});
  }

  @Test
  void takesWhatPeopleWrite() throws Exception {
    String words = "😭".repeat(3_000);
    Content content =
        Content.of(
            ("{\"words\":\"" + words + "\",\"place\":\"忠孝東路\\n三樓\"}")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(content.words()).isEqualTo(words);
    assertThat(content.seen()).isEmpty();
  }

  private static void assertRefused(byte[] content) {
    assertThatThrownBy(() -> Content.of(content)).isInstanceOf(TamperedException.class);
  }
}
