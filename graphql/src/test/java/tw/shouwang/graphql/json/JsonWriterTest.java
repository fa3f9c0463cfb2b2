package tw.shouwang.graphql.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  @Test
  void writesEveryKindOfValue() {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("a", null);
    value.put("b", Arrays.asList(true, false, 0, 7, -12, 1L << 40, 1.5, Double.NaN, null));
    value.put("c", new BigInteger("12345678901234567890"));
    value.put("d", Map.of());
    value.put("e", List.of());

    assertThat(json(value))
        .isEqualTo(
            "{\"a\":null,\"b\":[true,false,0,7,-12,1099511627776,1.5,null,null],"
                + "\"c\":12345678901234567890,\"d\":{},\"e\":[]}");
  }

  @Test
  void writesTextThatReadsBackAsItself() {
    StringBuilder every = new StringBuilder();
    for (int point = 0; point < 0x11000; point++) {
      if (point < 0xD800 || point > 0xDFFF) {
        every.appendCodePoint(point);
      }
    }
    Map<String, @Nullable Object> read =
        JsonReader.object(JsonWriter.write(Map.of("text", every.toString())));

    assertThat(read).isNotNull();
    assertThat(read).containsEntry("text", every.toString());
  }

  @Test
  void escapesWhatJsonMustAndNothingElse() {
    assertThat(json("\"\\\n\r\t\u0001/守望😀é")).isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0001/守望😀é\"");
    assertThat(json("a\uD83Db")).isEqualTo("\"a\uFFFDb\"");
  }

  @Test
  void leavesNothingOfOneAnswerInAnother() {
    String longer = json("x".repeat(300_000));

    assertThat(longer).hasSize(300_002);
    assertThat(json("short")).isEqualTo("\"short\"");
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThatThrownBy(() -> JsonWriter.write(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String json(Object value) {
    return new String(JsonWriter.write(value), StandardCharsets.UTF_8);
  }
}
