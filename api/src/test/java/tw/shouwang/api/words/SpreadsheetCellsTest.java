package tw.shouwang.api.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A10, B4: what somebody wrote stays text in a spreadsheet.
class SpreadsheetCellsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1",
        "+1",
        "-1",
        "@x",
        "|x",
        "%x",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00A0=1",
        "\u3000=1",
        "\u0000=1",
        "\uFEFF=1",
        "\u200B=1",
        "\uFF1D1",
        "\uFF0B1",
        "\uFF0D1",
        "\uFF20x",
        "\u22121"
      })
  void putsAnApostropheBeforeEveryFormula(String formula) {
    assertThat(SpreadsheetCells.text(formula).strip()).startsWith("'");
  }

  @Test
  void treatsEachLineOfACellLikeACell() {
    assertThat(SpreadsheetCells.text("忠孝東路\n=1+1\r\n@x")).isEqualTo("忠孝東路\n'=1+1\n'@x");
    assertThat(SpreadsheetCells.text("三樓\t=1+1\u0007")).isEqualTo("三樓 =1+1");
    assertThat(SpreadsheetCells.text("王小明")).isEqualTo("王小明");
    assertThat(SpreadsheetCells.text("")).isEmpty();
  }

  /// B4
  @Test
  void putsAnApostropheBeforeWhatWouldBecomeANumberADateOrATruthValue() {
    for (String value : SpreadsheetSamples.VALUES) {
      assertThat(SpreadsheetCells.text(value)).as(value).isEqualTo("'" + value);
    }
  }

  @Test
  void leavesTextAlone() {
    for (String words :
        List.of(
            "中山路1號2樓之3",
            "每天18:00以後",
            "a1",
            "after 18:00",
            "after 6 pm on weekdays",
            "LINE: mei0912",
            "王小明",
            "true story",
            "第3棟",
            "No. 12B")) {
      assertThat(SpreadsheetCells.text(words)).as(words).isEqualTo(words);
    }
  }
}
