package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.util.HttpHeadersUtil;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableLanguagesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vi                       | vi
          zh-TW, en;q=0.5, *;q=0.1 | zh-TW, en;q=0.5, *;q=0.1
          ;;;=                     | ''
          ,,vi;q=0.3               | vi;q=0.3
          en;q=many, km            | km
          ;, vi , th               | vi,th
          """)
  void keepsWhatIsALanguage(String header, String expected) {
    assertThat(ReadableLanguages.readable(header)).isEqualTo(expected);
  }

  /// D18: fails once Micronaut reads such a header itself; then the class can be removed.
  @Test
  void isStillNeeded() {
    assertThatThrownBy(() -> HttpHeadersUtil.splitAcceptHeader(";;"))
        .isInstanceOf(RuntimeException.class);
  }

  /// D7: several lines are one list (RFC 9110, 5.3).
  @Test
  void joinsLines() {
    DefaultHttpHeaders headers = new DefaultHttpHeaders();
    headers.add("Accept-Language", "km;q=0.9").add("Accept-Language", "vi");
    ReadableLanguages.clean(headers);
    assertThat(headers.getAll("Accept-Language")).containsExactly("km;q=0.9,vi");
  }
}
