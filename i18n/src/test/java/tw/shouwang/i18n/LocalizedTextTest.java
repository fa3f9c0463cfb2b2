package tw.shouwang.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalizedTextTest {

  @Test
  void saysWhichLanguageATextIsReallyIn() {
    LocalizedText both = LocalizedText.of("保護專線", "Protection Hotline");
    assertThat(both.in(Language.ZH_TW).language()).isEqualTo(Language.ZH_TW);
    assertThat(both.in(Language.VI))
        .isEqualTo(new LocalizedText.InLanguage("Protection Hotline", Language.EN));
  }

  @Test
  void fallsBackToChineseWhereThereIsNoEnglish() {
    LocalizedText chinese = new LocalizedText(Map.of(Language.ZH_TW, "保護專線"));
    assertThat(chinese.in(Language.EN).language()).isEqualTo(Language.ZH_TW);
  }

  @Test
  void refusesToBeEmpty() {
    assertThatThrownBy(() -> new LocalizedText(Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
