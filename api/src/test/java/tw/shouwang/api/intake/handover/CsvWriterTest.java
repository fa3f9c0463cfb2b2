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
import tw.shouwang.api.cases.desk.OpenedCase;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.Urgency;

/// A10, B4: cells that somebody wrote are text, the others stay what they are.
class CsvWriterTest {

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

  /// B4
  @Test
  void keepsTelephoneNumbersTextAndLeavesOurOwnDatesDates() throws IOException {
    OpenedCase.OpenedEntry said =
        new OpenedCase.OpenedEntry(
            UUID.randomUUID(),
            false,
            LocalDate.EPOCH,
            true,
            true,
            Map.of(
                "words",
                "0912345678",
                "contact",
                "0912345678",
                "person",
                "00123",
                "safeToContact",
                "3/4",
                "place",
                "1E5"));
    String line =
        new String(
            new CsvWriter(true)
                .write(
                    FhirWriterTest.exported(Urgency.URGENT, CaseStatus.SEEN, null),
                    List.of(said),
                    true),
            StandardCharsets.UTF_8);
    assertThat(line)
        .contains(
            "\"'0912345678\"", "\"'00123\"", "\"'3/4\"", "\"'1E5\"", "\"> 1970-01-01 0912345678\"")
        .containsPattern(",\"\\d{4}-\\d\\d-\\d\\d\",");
  }

  private static List<String> evenParts(String[] parts) {
    List<String> all = Arrays.asList(parts);
    return IntStream.range(0, all.size())
        .filter(index -> index % 2 == 0)
        .mapToObj(all::get)
        .toList();
  }
}
