package tw.shouwang.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reads `messages/sample_*`, which are only in this module's test resources.
class MessagesTest {

  private final Messages messages = Messages.of("sample");

  @BeforeEach
  void serveCarefully() {
    Messages.serve(CrisisDrafts.ACCOMPANIED);
  }

  @AfterEach
  void servePlainlyAgain() {
    Messages.serve(CrisisDrafts.PLAIN);
  }

  @Test
  void readsWhatALanguageLacksInEnglish() {
    assertThat(messages.in(Language.VI, "only.english", Map.of()))
        .isEqualTo(new LocalizedText.InLanguage("Only here", Language.EN));
  }

  @Test
  void fallsBackWhereTheArgumentsDoNotFillTheMessage() {
    assertThat(messages.in(Language.VI, "greeting", Map.of("first", "An")))
        .isEqualTo(new LocalizedText.InLanguage("Hello An", Language.EN));
  }

  @Test
  void answersAllTheSameWhereTheyFillNone() {
    assertThat(messages.text(Language.VI, "greeting")).isEqualTo("Chào  ");
  }

  @Test
  void throwsOnlyForAKeyThatNobodyWrote() {
    assertThatThrownBy(() -> messages.text(Language.EN, "nobody.wrote.this"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sample.nobody.wrote.this");
  }

  @Test
  void servesACrisisDraftTogetherWithTheChineseAndTheEnglishLine() {
    assertThat(messages.text(Language.VI, "danger"))
        .isEqualTo("Gọi 110 ngay\n現在就撥 110\nCall 110 now");
    assertThat(messages.text(Language.EN, "danger")).isEqualTo("Call 110 now\n現在就撥 110");
    assertThat(messages.text(Language.ZH_TW, "danger")).isEqualTo("現在就撥 110");
  }

  @Test
  void servesACrisisDraftAloneWhereTheProcessSaysSo() {
    Messages.serve(CrisisDrafts.PLAIN);
    assertThat(messages.text(Language.VI, "danger")).isEqualTo("Gọi 110 ngay");
  }

  @Test
  void servesOtherDraftsAlone() {
    assertThat(messages.state(Language.EN, "only.english")).isEqualTo(ReviewState.DRAFT);
    assertThat(messages.text(Language.EN, "only.english")).isEqualTo("Only here");
  }

  @Test
  void servesAReviewedCrisisMessageAlone() {
    Messages reviewed = reviewed("現在就撥 110", "Gọi 110 ngay");
    assertThat(reviewed.state(Language.VI, "danger")).isEqualTo(ReviewState.REVIEWED);
    assertThat(reviewed.text(Language.VI, "danger")).isEqualTo("Gọi 110 ngay");
  }

  @Test
  void countsAMessageThatChangedSinceItsReviewAsADraft() {
    assertThat(reviewed("現在就撥 110", "Gọi 110").state(Language.VI, "danger"))
        .isEqualTo(ReviewState.DRAFT);
    assertThat(reviewed("請撥 110", "Gọi 110 ngay").state(Language.VI, "danger"))
        .isEqualTo(ReviewState.DRAFT);
  }

  @Test
  void tagsKeysAndWholeBranches() {
    assertThat(messages.tags("danger")).containsExactly(MessageTag.CRISIS);
    assertThat(messages.tags("button.send"))
        .containsExactlyInAnyOrder(MessageTag.BUTTON, MessageTag.SAME);
    assertThat(messages.tags("greeting")).isEmpty();
  }

  private static Messages reviewed(String master, String translation) {
    Properties confirmed = new Properties();
    confirmed.setProperty("sample.danger", Reviews.fingerprint(master, translation));
    return Messages.of("sample", new EnumMap<>(Map.of(Language.VI, Reviews.of(confirmed))));
  }
}
