package tw.shouwang.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextNormalizerTest {

  @ParameterizedTest
  @CsvSource({
    "臺北,台北",
    "安心專線,安心专线",
    "⻑照,長照",
    "⻝物銀行,食物銀行",
    "⻘年,青年",
    "２７００－０９６０,2700-0960",
    "DATONG,datong",
    "TÍP ĐIỆN,tip dien",
    "İSTANBUL,istanbul"
  })
  void foldsTwoSpellingsOfOneWordToTheSame(String one, String other) {
    assertThat(TextNormalizer.fold(one)).isEqualTo(TextNormalizer.fold(other));
  }

  @Test
  void keepsThaiVowelMarks() {
    assertThat(TextNormalizer.fold("ที่")).isNotEqualTo(TextNormalizer.fold("ท"));
  }
}
