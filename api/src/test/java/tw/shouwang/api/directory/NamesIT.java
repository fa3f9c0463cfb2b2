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
    assertThat(line.text("languageHelp")).contains("“tiếng Việt”", "phiên dịch");
    assertThat(line.text("khmer")).contains("phiên dịch");
    assertThat(line.at("burmese").isNull()).isTrue();
  }

  @Test
  void saysWhereSomebodyAnswersDirectly() {
    Answer line = app.ask("ResourceNames", Map.of("id", "tw.hotline.1955"), "fil").root();
    assertThat(line.text("languageHelp")).contains("May nagsasalita");
    Answer chinese = app.ask("ResourceNames", Map.of("id", "tw.hotline.1925"), "th").root();
    assertThat(chinese.at("languageHelp").isNull()).isTrue();
  }
}
