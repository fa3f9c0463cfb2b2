package tw.shouwang.graphql.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.graphql.json.JsonReader;

/// A13: the length of an answer reveals only a size class.
class PaddingTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1024",
    "900, 1024",
    "1100, 4096",
    "5000, 16384",
    "20000, 32768",
    "40000, 65536",
    "70000, 98304"
  })
  void makesOneOfFewSizes(int length, int size) {
    byte[] padded = padded(length);
    assertThat(padded).hasSize(size);
    assertThat(JsonReader.object(padded)).containsOnlyKeys("data", "extensions");
  }

  @Test
  void fitsExactlyAtEachEdge() {
    for (int length = 900; length < 1_050; length++) {
      assertThat(padded(length).length).isIn(1_024, 4_096);
    }
    for (int length = 65_400; length < 65_600; length++) {
      assertThat(padded(length).length).isIn(65_536, 98_304);
    }
  }

  /// A response that tells of something deprecated has `extensions` already.
  @Test
  void standsBesideOtherExtensions() {
    String response = "{\"data\":{\"a\":1},\"extensions\":{\"deprecations\":[]}}";
    byte[] padded = Padding.padded(response.getBytes(StandardCharsets.UTF_8), true);
    assertThat(padded).hasSize(1_024);
    assertThat(JsonReader.object(padded))
        .hasEntrySatisfying(
            "extensions",
            extensions ->
                assertThat(extensions)
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsOnlyKeys("deprecations", "padding"));
  }

  private static byte[] padded(int length) {
    return Padding.padded(
        ("{\"data\":{\"a\":\"" + "x".repeat(length) + "\"}}").getBytes(StandardCharsets.UTF_8),
        false);
  }
}
