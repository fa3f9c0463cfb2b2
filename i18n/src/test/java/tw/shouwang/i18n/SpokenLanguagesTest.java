package tw.shouwang.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tw.shouwang.i18n.SpokenLanguages.OperatorWord;

class SpokenLanguagesTest {

  private final SpokenLanguages languages = new SpokenLanguages(Messages.of("names"));

  /// G9: spoken languages are 語, and Taiwan says 柬埔寨語.
  @Test
  void namesSpeechAndNotWriting() {
    assertThat(languages.name("vi", Language.ZH_TW)).isEqualTo("越南語");
    assertThat(languages.name("km", Language.ZH_TW)).isEqualTo("柬埔寨語");
    assertThat(languages.name("zh-TW", Language.ID)).isEqualTo("Mandarin");
    assertThat(languages.name("tl", Language.EN)).isEqualTo("Filipino");
    assertThat(languages.name("tgl", Language.EN)).isEqualTo("Filipino");
    assertThat(languages.name("mya", Language.EN)).isEqualTo("Burmese");
    assertThat(languages.name("deu", Language.EN)).isEqualTo("German");
  }

  @Test
  void givesTheWordThatTheOperatorUnderstands() {
    assertThat(languages.operatorWord("vi-VN"))
        .contains(new OperatorWord("越南語", "Yuè-nán-yǔ", "Vietnam"));
    assertThat(languages.operatorWord("zh-TW")).isEmpty();
  }

  @Test
  void fallsBackToTheStandardNames() {
    assertThat(languages.name("de", Language.EN)).isEqualTo("German");
    assertThat(languages.operatorWord("de")).isEmpty();
  }
}
