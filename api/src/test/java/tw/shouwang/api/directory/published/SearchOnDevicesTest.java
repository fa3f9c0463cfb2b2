package tw.shouwang.api.directory.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.snapshot.Snapshots;
import tw.shouwang.api.directory.understanding.Understanding;
import tw.shouwang.api.directory.understanding.Understood.Stage;
import tw.shouwang.api.directory.view.DirectoryWords;
import tw.shouwang.api.directory.view.LanguageHelp;
import tw.shouwang.graphql.testing.NodeClients;

/// The page's search shows the same line first while somebody types, read on the device, as the
/// service does when the button is pressed.
class SearchOnDevicesTest {

  /// Each twelfth sentence: reading is compared for all of them in `UnderstandingOnDevicesTest`.
  private static final int STEP = 12;

  private static final int LEAST = 500;
  private static final Path TRAINING = Path.of("src/test/resources/understanding/training.tsv");

  private final JsonMapper json = JsonMapper.createDefault();

  @Test
  void theFirstLineIsTheServicesOwn(@TempDir Path folder) throws Exception {
    Understanding understanding = Snapshots.pack().understanding();
    List<String> lines = Files.readAllLines(TRAINING);
    List<String> sentences =
        IntStream.range(0, lines.size())
            .filter(number -> number % STEP == 0)
            .mapToObj(number -> lines.get(number).split("\t", 6))
            .filter(cells -> cells.length == 6)
            .map(cells -> cells[5])
            .filter(text -> told(understanding.read(text, "zh").stage()))
            .toList();
    assertThat(sentences).hasSizeGreaterThan(LEAST);
    List<String> device = device(folder, sentences);
    List<String> other = new ArrayList<>();
    for (int number = 0; number < sentences.size(); number++) {
      String text = sentences.get(number);
      String service =
          Snapshots.keys(Snapshots.page(Snapshots.text(text), Snapshots.WORKDAY, 1)).stream()
              .findFirst()
              .orElse("");
      if (!service.equals(device.get(number))) {
        other.add(text + ": " + device.get(number) + " instead of " + service);
      }
    }
    // A few needs of two or three words are names of a line beside it, too.
    assertThat(other).hasSizeLessThanOrEqualTo(sentences.size() / 300);
  }

  /// Texts that tell what happens; names, numbers and places are found by their letters.
  private static boolean told(Stage stage) {
    return stage == Stage.CRISIS || stage == Stage.NEED;
  }

  /// A number of one city is no button for everybody.
  @Test
  void aBoundContactIsOfferedWhereItIsValid(@TempDir Path folder) throws Exception {
    Path bundle = modules(folder);
    NodeClients.run("reach.mjs", folder.toString(), bundle.toString());
  }

  /// Copies the modules and the directory; returns the directory's file.
  private Path modules(Path folder) throws IOException {
    for (String name : List.of("directory.js", "search.js")) {
      Files.copy(Path.of("src/main/resources/pages/assets", name), folder.resolve(name));
    }
    for (String name : List.of("evaluator.js", "understand.js")) {
      Files.copy(Path.of("src/main/resources/directory", name), folder.resolve(name));
    }
    Files.writeString(folder.resolve("package.json"), "{\"type\":\"module\"}");
    DirectoryDocument document = Objects.requireNonNull(Snapshots.document());
    Map<String, BundleWords> words =
        new BundleWords.Writer(new DirectoryWords(), new LanguageHelp()).words(document);
    Path bundle = folder.resolve("bundle.json");
    Files.write(
        bundle,
        Bundle.bytes(Bundle.document(Snapshots.pack().version(), document, words, json), json));
    return bundle;
  }

  private List<String> device(Path folder, List<String> sentences) throws Exception {
    Path bundle = modules(folder);
    DirectoryDocument document = Objects.requireNonNull(Snapshots.document());
    Path file = folder.resolve("understanding");
    Files.write(file, UnderstandingFile.bytes(document, json).plain());
    Path texts = folder.resolve("texts.json");
    Files.write(texts, json.writeValueAsBytes(sentences));
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                "node",
                Path.of("src/test/clients/search.mjs").toAbsolutePath().toString(),
                folder.toString(),
                bundle.toString(),
                file.toString(),
                texts.toString(),
                Snapshots.WORKDAY.toString(),
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("node.log").toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve("node.log"))).isEmpty();
    return List.of(Files.readString(out).split("\n", -1));
  }
}
