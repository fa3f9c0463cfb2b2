package tw.shouwang.api.intake.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.cases.desk.OpenedCase;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.Urgency;

/// A10: no exported cell is executed as a formula.
class CsvWriterTest {

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
    assertThat(CsvWriter.harmless(formula).strip()).startsWith("'");
  }

  @Test
  void treatsEachLineOfACellLikeACell() {
    assertThat(CsvWriter.harmless("忠孝東路\n=1+1\r\n@x")).isEqualTo("忠孝東路\n'=1+1\n'@x");
    assertThat(CsvWriter.harmless("三樓\t=1+1\u0007")).isEqualTo("三樓 =1+1");
    assertThat(CsvWriter.harmless("王小明")).isEqualTo("王小明");
    assertThat(CsvWriter.harmless("")).isEmpty();
  }

  /// Programs that split at semicolons or tabs find none outside quotes.
  @Test
  void quotesEveryCell() throws IOException {
    CsvWriter writer = new CsvWriter(true);
    OpenedCase.OpenedEntry said =
        new OpenedCase.OpenedEntry(
            UUID.randomUUID(),
            false,
            LocalDate.EPOCH,
            true,
            true,
            Map.of("words", "樓上", "place", "a;=WEBSERVICE(\"http://x\")\t=1+1"));
    String line =
        new String(
            writer.write(
                FhirWriterTest.exported(Urgency.URGENT, CaseStatus.SEEN, null),
                List.of(said),
                true),
            StandardCharsets.UTF_8);
    assertThat(line).contains("\"a;=WEBSERVICE(\"\"http://x\"\") =1+1\"").doesNotContain("\t");
    String outside = String.join("", evenParts(line.replace("\"\"", "").strip().split("\"", -1)));
    assertThat(outside).as("what stands outside quotes").matches(",*");
    assertThat(new String(writer.head(), StandardCharsets.UTF_8)).startsWith("\uFEFF\"id\",");
  }

  private static List<String> evenParts(String[] parts) {
    List<String> all = Arrays.asList(parts);
    return IntStream.range(0, all.size())
        .filter(index -> index % 2 == 0)
        .mapToObj(all::get)
        .toList();
  }
}
