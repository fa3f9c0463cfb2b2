package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

  /// Characters beyond the Basic Multilingual Plane among them: emoji, and rare names.
  @ParameterizedTest
  @ValueSource(strings = {"守望", "🆘 help", "𠮷野家", "nợ & nổ = 50%+", "👩‍👧"})
  void readsWhatIsEscapedAndWhatIsNot(String text) {
    assertThat(value("text=" + URLEncoder.encode(text, StandardCharsets.UTF_8))).isEqualTo(text);
    String bare = text.replaceAll("[&=%+ ]", "");
    assertThat(value("text=" + bare)).isEqualTo(bare);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%4g", "%ff", "%ED%A0%BD", "\ud83c", "\udd98 ", "%４１", "%٤١"})
  void readsNothingMalformed(String value) {
    assertThat(QueryParameters.read("text=" + value)).isNull();
    assertThat(QueryParameters.read(value + "=text")).isNull();
  }

  @Test
  void keepsTheOrderOfRepeatedNames() {
    QueryParameters read = Objects.requireNonNull(QueryParameters.read("a=1&b&a=2"));
    assertThat(read.values()).containsEntry("a", List.of("1", "2")).containsEntry("b", List.of(""));
    assertThat(read.repeated()).isTrue();
  }

  private static String value(String query) {
    return Objects.requireNonNull(QueryParameters.read(query)).first().getOrDefault("text", "");
  }
}
