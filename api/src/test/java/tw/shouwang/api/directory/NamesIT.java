package tw.shouwang.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;

@MicronautTest(transactional = false)
class NamesIT implements EmbeddedTest {

  @Inject AppClient app;

  @Test
  void namesInTheAskersLanguageWhatALineIsAndIsFor() {
    Answer line = app.ask("ResourceNames", Map.of("id", "tw.hotline.113"), "id").root();
    assertThat(line.text("kindName")).isEqualTo("Saluran telepon");
    assertThat(line.text("networkName")).isEqualTo("Kesejahteraan sosial");
    assertThat(line.text("topicNames", 0)).isEqualTo("Perlindungan anak");
  }

  @Test
  void saysThatAnInterpreterJoinsTheCall() {
    Answer line = app.ask("ResourceNames", Map.of("id", "tw.hotline.113"), "vi").root();
    // G9: the operator understands neither "tiếng Việt" nor "ภาษาไทย".
    assertThat(line.text("languageHelp")).contains("“Vietnam” / “Yuè-nán-yǔ” (越南語)", "phiên dịch");
    assertThat(line.text("khmer")).contains("phiên dịch");
    assertThat(line.at("burmese").isNull()).isTrue();
  }

  /// G9: spoken languages are 語 and not 文, and a reader of Chinese is not told that a line speaks
  /// Chinese.
  @Test
  void namesSpeechInChineseAsItIsSaid() {
    Answer line = app.ask("ResourceNames", Map.of("id", "tw.hotline.113"), "zh-TW").root();
    assertThat(line.at("languageHelp").isNull()).isTrue();
    assertThat(line.text("khmer")).startsWith("接通後說「柬埔寨語」");
  }

  @Test
  void saysWhereSomebodyAnswersDirectly() {
    Answer line = app.ask("ResourceNames", Map.of("id", "tw.hotline.1955"), "fil").root();
    assertThat(line.text("languageHelp")).contains("May nagsasalita");
    Answer chinese = app.ask("ResourceNames", Map.of("id", "tw.hotline.1925"), "th").root();
    assertThat(chinese.at("languageHelp").isNull()).isTrue();
  }

  /// An app is told once that its texts were not reviewed, and how to report corrections.
  @Test
  void saysThatNoNativeSpeakerHasReviewedALanguage() {
    assertThat(app.ask("DraftNotice", Map.of(), "th").root().json().getStringValue())
        .contains("ยังไม่มีเจ้าของภาษาตรวจ");
    assertThat(app.ask("DraftNotice", Map.of("language", "ZH_TW"), "th").root().isNull()).isTrue();
  }
}
