package tw.shouwang.api.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.i18n.CrisisDrafts;
import tw.shouwang.i18n.Messages;

/// Production serves no unconfirmed crisis message without its Chinese and English lines.
@MicronautTest(transactional = false)
class CrisisDraftsIT implements EmbeddedTest {

  @Inject AppClient app;

  @Override
  public Map<String, String> moreProperties() {
    return Map.of("shouwang.messages.accompany-crisis-drafts", "true");
  }

  @AfterAll
  static void asEverywhereElse() {
    Messages.serve(CrisisDrafts.PLAIN);
  }

  @Test
  void showsADraftWithTheChineseAndTheEnglishLine() {
    Answer steps = app.ask("HelpingSteps", Map.of(), "vi").root();
    assertThat(steps.text(0, "title").lines())
        .containsExactly("Hỏi: chủ động quan tâm", "問：主動關心", "Ask: show that you care");
    assertThat(steps.each("textLanguage")).containsOnly("VI");
  }

  @Test
  void showsTheMasterAlone() {
    Answer steps = app.ask("HelpingSteps", Map.of(), "zh-TW").root();
    assertThat(steps.text(0, "title")).isEqualTo("問：主動關心");
  }

  @Test
  void showsTheEnglishDraftWithItsMaster() {
    Answer steps = app.ask("HelpingSteps", Map.of(), "en").root();
    assertThat(steps.text(0, "title").lines()).containsExactly("Ask: show that you care", "問：主動關心");
  }

  @Test
  void leavesWhatIsNoCrisisMessageAsItIs() {
    Answer line = app.ask("ResourceNames", Map.of("id", "tw.hotline.113"), "vi").root();
    assertThat(line.text("kindName")).isEqualTo("Đường dây nóng");
    assertThat(line.text("languageHelp").lines()).hasSize(3);
  }
}
