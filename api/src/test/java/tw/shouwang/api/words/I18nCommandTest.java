package tw.shouwang.api.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// A maintainer's workflow: exports a file and imports it into the messages of a checkout.
class I18nCommandTest {

  private final StringWriter out = new StringWriter();

  @TempDir private Path folder;

  @Test
  void sendsALanguageOutAndTakesItsCorrectionsBack() throws IOException {
    Path file = folder.resolve("vi.po");
    assertThat(run("export", "--language", "vi", file.toString())).isZero();
    String sent = Files.readString(file);
    assertThat(sent).contains("msgctxt \"cases.status.RECEIVED\"");
    Files.writeString(file, signed(sent).replace("\"Đã nhận\"", "\"Chúng tôi đã nhận\""));
    Path messages = checkout();

    assertThat(importInto(messages, file, "--check")).isZero();
    assertThat(Files.readString(messages.resolve("cases_vi.properties"))).contains("= Đã nhận\n");
    assertThat(importInto(messages, file)).isZero();
    assertThat(Files.readString(messages.resolve("cases_vi.properties")))
        .isEqualTo("status.RECEIVED = Chúng tôi đã nhận\n");
    assertThat(Files.readString(messages.resolve("reviews/vi.properties")))
        .matches("cases.status.RECEIVED=[0-9a-f]{12} corrected 2026-11-28 An\n");
    assertThat(out.toString()).contains("vi: 1 rewritten, 0 confirmed, by An on 2026-11-28.");
  }

  @Test
  void takesNothingOfAFileThatIsWrongAndSaysWhy() throws IOException {
    Path file = folder.resolve("vi.po");
    run("export", "--language", "vi", file.toString());
    String signed = signed(Files.readString(file));
    Files.writeString(file, signed.replace("\"Đã nhận\"", "\"Gọi 113 hoặc 110\""));
    Path messages = checkout();
    assertThat(importInto(messages, file)).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(out.toString()).contains("113 is no emergency number", "Nothing was taken.");
    assertThat(Files.readString(messages.resolve("cases_vi.properties"))).contains("= Đã nhận\n");
  }

  @Test
  void saysWhatIsWrongWithAFileThatCannotBeRead() throws IOException {
    Path file = folder.resolve("vi.po");
    assertThat(run("import", file.toString())).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    Files.write(file, "Đã nhận".getBytes(StandardCharsets.UTF_16));
    assertThat(run("import", file.toString())).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(out.toString()).contains("There is no file", "is not in UTF-8");
    assertThat(run("export", "--language", "zh-TW", file.toString()))
        .isEqualTo(CommandLine.ExitCode.USAGE);
  }

  private Path checkout() throws IOException {
    Path messages = Files.createDirectories(folder.resolve("messages"));
    Files.createDirectory(messages.resolve("reviews"));
    Files.writeString(messages.resolve("reviews/vi.properties"), "");
    Files.writeString(messages.resolve("cases_vi.properties"), "status.RECEIVED = Đã nhận\n");
    return messages;
  }

  private static String signed(String file) {
    return file.replace("Last-Translator: ", "Last-Translator: An")
        .replace("PO-Revision-Date: ", "PO-Revision-Date: 2026-11-28");
  }

  private int importInto(Path messages, Path file, String... more) {
    String[] words = {"import", file.toString(), "--messages", messages.toString()};
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return run(all);
  }

  private int run(String... words) {
    return new CommandLine(new I18nCommand(() -> Instant.parse("2026-11-28T12:00:00Z")))
        .setOut(new PrintWriter(out, true))
        .execute(words);
  }
}
