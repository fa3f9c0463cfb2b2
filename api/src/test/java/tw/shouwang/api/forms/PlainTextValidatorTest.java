package tw.shouwang.api.forms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextValidatorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"救", "救我", "😭", "x", "line\nline\ttab\r\n", "\u200Fעברית\u200E", "👨‍👩‍👧"})
  void takesWhateverAPersonCanWrite(String text) {
    assertThat(PlainTextValidator.refusal(text, 3_000, false)).isEmpty();
  }

  /// S12
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\t ",
        "\u3000\u3000",
        "\u200B\u200F",
        "\u00A0",
        "\u3164",
        "\u2800",
        "\uFE0F",
        "\uFE0F\u20E3",
        "\u034F",
        "\u0301 \u0301",
        "\u115F\u1160",
        "\uFFA0",
        "\u17B4",
        "\u180B",
        "\uDB40\uDD00"
      })
  void knowsTextThatShowsNothing(String text) {
    assertThat(PlainTextValidator.refusal(text, 3_000, false)).contains(RefusalCode.EMPTY);
    assertThat(PlainTextValidator.refusal(text, 3_000, true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\u001B[31m", "\u0085", "\uD83D", "x\uDE00"})
  void refusesControlCharactersAndHalves(String text) {
    assertThat(PlainTextValidator.refusal(text, 3_000, false)).contains(RefusalCode.INVALID_TEXT);
  }

  @Test
  void countsCharactersAsPeopleDoAndNotAsMemoryDoes() {
    assertThat(PlainTextValidator.refusal("😭".repeat(300), 300, true)).isEmpty();
    assertThat(PlainTextValidator.refusal("😭".repeat(301), 300, true))
        .contains(RefusalCode.TOO_LONG);
    assertThat(PlainTextValidator.refusal("\u0000".repeat(1_000_000), 3_000, false))
        .contains(RefusalCode.TOO_LONG);
  }
}
