package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tw.shouwang.graphql.documents.TrustedDocuments;
import tw.shouwang.graphql.json.JsonReader;

/// C4: a folder of documents is checked without a service, and the README's tour is packed.
class DocumentsCommandTest {

  private static final Pattern QUERY =
      Pattern.compile("\"query\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  @TempDir Path folder;

  private record Outcome(int status, String output) {}

  private Outcome check(String... more) {
    StringWriter written = new StringWriter();
    List<String> words = new ArrayList<>(List.of("check", folder.toString()));
    words.addAll(List.of(more));
    CommandLine command = new CommandLine(new DocumentsCommand());
    command.setOut(new PrintWriter(written, true));
    command.setErr(new PrintWriter(written, true));
    return new Outcome(command.execute(words.toArray(String[]::new)), written.toString());
  }

  @Test
  void namesWhatBreaksAndWhatAReleaseWouldRetire() throws IOException {
    write("good.json", "{\"first\": \"{ directoryVersion { version } }\"}");
    write("bad.json", "{\"2b\": \"{ directoryVersion { versio } }\"}");
    write("secret.graphql", "{ caseView(receipt: \"KQZKB-6FAGN-QV2BJ-Q40GY-4GE0R\") { status } }");
    write("released.txt", "# all that was ever released\nfirst\n3c\n4d\n");
    write("retired.txt", "4d 2027-01-01 nobody uses it\n");

    Outcome outcome = check();

    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.output())
        .containsPattern("BREAKS +2b +bad.json: .*FieldUndefined at 1:22")
        .containsPattern("BREAKS +[0-9a-f]{64} +secret.graphql: INLINE_SECRET")
        .containsPattern("RETIRES +3c ")
        .containsPattern("ENDS +4d +2027-01-01 nobody uses it")
        .containsPattern("NEW +2b")
        .doesNotContain("first", "KQZKB")
        .contains("3 documents, 2 would be refused, 1 would be retired");
  }

  @Test
  void isContentWithWhatFitsAndReadsAnotherSchema() throws IOException {
    write("good.json", "{\"first\": \"{ directoryVersion { version } }\"}");
    assertThat(check().status()).isZero();

    Path next = folder.resolve("next.sdl");
    Files.writeString(next, "type Query { directoryVersion: String }");
    assertThat(check("--schema", next.toString()).output()).contains("BREAKS");
  }

  @Test
  void saysWhatIsNoManifest() throws IOException {
    write("package.json", "{\"name\": \"app\", \"version\": 1}");
    assertThat(check().output()).contains("package.json is no manifest");
    Files.delete(folder.resolve("package.json"));
  }

  @Test
  void findsWhateverWouldStopTheStart() throws IOException {
    write("retired.txt", "4d the app has left the shop\n");
    Outcome dayless = check();
    assertThat(dayless.status()).isNotZero();
    assertThat(dayless.output()).contains("a line of retired.txt", "4d");
    Files.delete(folder.resolve("retired.txt"));

    Files.write(folder.resolve("big5.graphql"), new byte[] {'#', (byte) 0xa4, (byte) 0x40});
    Outcome unreadable = check();
    assertThat(unreadable.status()).isNotZero();
    assertThat(unreadable.output()).contains("big5.graphql cannot be read");
    Files.delete(folder.resolve("big5.graphql"));

    assertThat(check("--schema", folder.resolve("none").toString()).output())
        .contains("cannot read " + folder.resolve("none"));
  }

  /// O1: in `prod` only trusted documents run, so what the README asks is packed as an example app.
  @Test
  void packsWhatTheTourAsks() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String tour = readme.substring(readme.indexOf("## A tour"), readme.indexOf("## Production"));
    TrustedDocuments packed = TrustedDocuments.of("public");
    List<String> asked = new ArrayList<>();
    for (String line : tour.lines().filter(line -> !line.contains("staff '")).toList()) {
      for (Matcher query = QUERY.matcher(line); query.find(); ) {
        Map<String, @Nullable Object> json =
            Objects.requireNonNull(JsonReader.object("{\"query\":\"" + query.group(1) + "\"}"));
        asked.add(String.valueOf(json.get("query")));
      }
    }
    assertThat(asked).hasSizeGreaterThan(8);
    assertThat(asked)
        .allSatisfy(text ->
            assertThat(packed.isServed(text, LocalDate.parse("2026-11-28")))
                .as("not in documents/public/tour.json: %s", text)
                .isTrue());
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
