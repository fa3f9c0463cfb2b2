package tw.shouwang.api.intake.answers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StaffTextTest {

  /// S12: texts of staff are checked like those of senders.
  @Test
  void knowsTextThatShowsNothing() {
    for (String text :
        new String[] {"", "\u3000", "\u200B", "\uFE0F", "\u3164", "\u2800", "\u0301"}) {
      assertThat(StaffText.problem(text, 10)).as(text).contains(StaffRefusalCode.EMPTY);
    }
    for (String text : new String[] {"好", "👍\uFE0F", "e\u0301", "ก็"}) {
      assertThat(StaffText.problem(text, 10)).as(text).isEmpty();
    }
  }

  @Test
  void refusesWhatIsTooLongOrCannotBeShown() {
    assertThat(StaffText.problem("好".repeat(11), 10)).contains(StaffRefusalCode.TOO_LONG);
    assertThat(StaffText.problem("a\u0007", 10)).contains(StaffRefusalCode.INVALID_TEXT);
    assertThat(StaffText.problem("a\uD83D", 10)).contains(StaffRefusalCode.INVALID_TEXT);
  }
}
