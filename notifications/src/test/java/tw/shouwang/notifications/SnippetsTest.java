package tw.shouwang.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's code for apps compiles, runs, and shows the texts of the README's table.
class SnippetsTest {

  private static final Path STUBS = Path.of("src", "test", "snippets");

  @TempDir Path folder;

  @Test
  void androidsCompiles() throws IOException {
    String app = Files.readString(STUBS.resolve("App.kt")) + snippet("kotlin", "class NewsService");
    List<String> files = new ArrayList<>(List.of(write("NewsService.kt", app).toString()));
    try (Stream<Path> stubs = Files.list(STUBS)) {
      stubs
          .map(Path::toString)
          .filter(file -> file.endsWith(".kt") && !file.endsWith("App.kt"))
          .forEach(files::add);
    }
    assertThat(compiled(files).resolve("NewsService.class")).exists();
  }

  /// The vectors of the page for app developers.
  @Test
  void androidsReceiptsAreThoseOfTheService() throws Exception {
    Path file = write("Receipt.kt", snippet("kotlin", "fun newReceipt"));
    URL classes = compiled(List.of(file.toString())).toUri().toURL();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes})) {
      Class<?> receipts = loader.loadClass("ReceiptKt");
      Method parse = receipts.getMethod("parseReceipt", String.class);
      assertThat(parse.invoke(null, "kqzkb 6fagn-qv2bjq4ogy 4gEOR"))
          .isEqualTo("KQZKB-6FAGN-QV2BJ-Q40GY-4GE0R");
      assertThat(parse.invoke(null, "FIXGBE5QYS3Q2TCO9S8J9YBHK"))
          .isEqualTo("F1XGB-E5QYS-3Q2TC-09S8J-9YBHK");
      assertThat(parse.invoke(null, "KQZKB-6FAGN-QV2BJ-Q40GY-4GE0S")).isNull();
      assertThat(parse.invoke(null, "KQZKB-6FAGN")).isNull();
      Object made = receipts.getMethod("newReceipt").invoke(null);
      assertThat(String.valueOf(made)).matches("([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}");
      assertThat(parse.invoke(null, made)).isEqualTo(made);
      assertThat(receipts.getMethod("newReceipt").invoke(null)).isNotEqualTo(made);
    }
  }

  @Test
  void swiftSaysThatItIsNotCompiled() throws IOException {
    assertThat(blocks("swift"))
        .isNotEmpty()
        .allMatch(block -> block.strip().startsWith("// Not compiled by the build."));
  }

  /// The folder of the classes.
  private Path compiled(List<String> files) {
    Path classes = folder.resolve("classes");
    List<String> arguments = new ArrayList<>(List.of("-no-stdlib", "-no-reflect"));
    arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    arguments.addAll(List.of("-d", classes.toString()));
    arguments.addAll(files);
    var said = new ByteArrayOutputStream();
    ExitCode code =
        new K2JVMCompiler()
            .exec(
                new PrintStream(said, true, StandardCharsets.UTF_8),
                arguments.toArray(String[]::new));
    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.OK);
    return classes;
  }

  @Test
  void theWebsShowsOneNeutralNotificationInTheReadersLanguage() throws Exception {
    JsonObject result = browser();
    List<String> shown = new ArrayList<>();
    for (JsonElement each : result.getAsJsonArray("notifications")) {
      JsonObject notification = each.getAsJsonObject();
      assertThat(notification.getAsJsonArray("shown")).hasSize(2);
      JsonObject first = notification.getAsJsonArray("shown").get(0).getAsJsonObject();
      assertThat(notification.getAsJsonArray("shown").get(1)).isEqualTo(first);
      assertThat(first.keySet()).containsExactlyInAnyOrder("title", "body", "tag");
      assertThat(first.get("tag").getAsString()).isEqualTo(Notification.COLLAPSE_KEY);
      assertThat(notification.get("closed").getAsBoolean()).isTrue();
      shown.add("| " + first.get("title").getAsString() + " | " + first.get("body").getAsString());
    }
    // The last reader's language is not one of ours, so the English text is shown.
    assertThat(shown).hasSize(7);
    assertThat(shown.get(6)).isEqualTo(shown.get(1));
    assertThat(shown.subList(0, 6)).doesNotHaveDuplicates();
    assertThat(readme()).contains(shown);
  }

  @Test
  void theWebsSubscribesWithTheServersKeyAndKnowsWhenThereIsNone() throws Exception {
    JsonObject result = browser();
    JsonObject key = result.getAsJsonObject("key");
    assertThat(key.get("said").getAsString()).isEqualTo("a promise");
    assertThat(key.getAsJsonArray("asked").get(0).getAsJsonObject())
        .isEqualTo(
            JsonParser.parseString("{'userVisibleOnly': true, 'applicationServerKey': 'BKey'}"));
    JsonObject sent = key.getAsJsonArray("sent").get(1).getAsJsonObject();
    JsonObject input = sent.getAsJsonObject("variables").getAsJsonObject("input");
    assertThat(input.get("receipt").getAsString()).isEqualTo("A RECEIPT");
    assertThat(JsonParser.parseString(input.get("token").getAsString()).getAsJsonObject().keySet())
        .containsExactly("endpoint", "keys");

    assertThat(result.getAsJsonObject("off").get("said").isJsonNull()).isTrue();
    assertThat(result.getAsJsonObject("off").getAsJsonArray("asked")).isEmpty();
  }

  private JsonObject browser() throws Exception {
    Path page = write("page.js", snippet("js", "async function tellMe"));
    Path worker = write("worker.js", snippet("js", "addEventListener('push'"));
    Process node =
        new ProcessBuilder(
                "node", STUBS.resolve("browser.mjs").toString(), page.toString(), worker.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as(said).isZero();
    return JsonParser.parseString(said).getAsJsonObject();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /// The only block of the README in this programming language that contains these words.
  private static String snippet(String language, String words) throws IOException {
    List<String> found = blocks(language).stream().filter(block -> block.contains(words)).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?ms)^```" + language + "$(.*?)^```$")
        .matcher(readme())
        .results()
        .map(MatchResult::group)
        .map(block -> block.replaceAll("(?m)^```.*$", ""))
        .toList();
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }
}
