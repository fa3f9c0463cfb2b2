package tw.shouwang.api.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.MessageCatalog;
import tw.shouwang.i18n.ReviewState;

class MessageReportTest {

  private final MessageCatalog catalog = MessageCatalog.load();
  private final String report = new MessageReport(catalog).of(List.of(Language.values()), true);

  @Test
  void listsEveryDraftWithItsMaster() {
    for (Language language : Language.values()) {
      for (MessageCatalog.Line line : catalog.lines(language)) {
        if (line.state() == ReviewState.DRAFT) {
          assertThat(report).contains(line.name() + "=" + line.fingerprint());
        }
      }
    }
    assertThat(report).contains("    " + catalog.lines(Language.ZH_TW).getFirst().pattern());
  }

  @Test
  void callsNothingInTheMasterADraft() {
    assertThat(report).doesNotContain("Drafts in zh-TW");
  }
}
