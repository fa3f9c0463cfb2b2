package tw.shouwang.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DraftNoticeTest {

  @AfterEach
  void nowhereAgain() {
    DraftNotice.correctionsTo(null);
  }

  @Test
  void saysInTheReadersLanguageThatNobodyHasReviewedIt() {
    Messages.of("guidance");
    assertThat(DraftNotice.of(Language.VI).orElseThrow()).contains("chưa được người bản ngữ");
    assertThat(DraftNotice.of(Language.ZH_TW)).isEmpty();
  }

  @Test
  void saysWhereCorrectionsGo() {
    Messages.of("guidance");
    DraftNotice.correctionsTo("words@shouwang.example");
    assertThat(DraftNotice.of(Language.FIL).orElseThrow()).endsWith("words@shouwang.example");
  }
}
