package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

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
}
