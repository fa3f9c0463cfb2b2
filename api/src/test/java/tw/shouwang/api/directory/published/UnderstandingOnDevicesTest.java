package tw.shouwang.api.directory.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.understanding.Understanding;
import tw.shouwang.api.directory.understanding.Understood;

/// A device reads a text as a server does, from one file and one module.
class UnderstandingOnDevicesTest {

  private static final DirectoryDocument PACK = DirectoryPack.load(JsonMapper.createDefault());

  private static Understanding server() {
    DirectoryDocument.UnderstandingDocument written = Objects.requireNonNull(PACK.understanding());
    return Understanding.of(
        written.lexicon(),
        written.lines(),
        written.crisisLines(),
        DirectorySnapshot.areas(PACK).values());
  }

  @Test
  void readsEverySentenceAsAServerDoes(@TempDir Path folder) throws Exception {
    List<String> sentences =
        Files.readAllLines(Path.of("src/test/resources/understanding/training.tsv")).stream()
            .map(line -> line.split("\t", 6))
            .filter(cells -> cells.length == 6)
            .map(cells -> cells[5])
            .toList();
    List<String> odd =
        List.of(
            "",
            "😭",
            "a",
            "02-2720-8889",
            "ﷺ ﷽ ㋿ Ⅷ ﬁre ǅ",
            "我想死。" + "天氣很好。".repeat(2_000),
            "天氣很好。".repeat(2_000) + " my husband hits me");
    List<String> all = java.util.stream.Stream.concat(sentences.stream(), odd.stream()).toList();
    Path module = folder.resolve("understand.mjs");
    Files.copy(
        Path.of("src/main/resources/directory/understand.js"),
        module,
        StandardCopyOption.REPLACE_EXISTING);
    Path file = folder.resolve("understanding");
    Files.write(file, UnderstandingFile.bytes(PACK, JsonMapper.createDefault()).plain());
    Path texts = folder.resolve("texts.json");
    Files.write(texts, JsonMapper.createDefault().writeValueAsBytes(all));
    Path out = folder.resolve("out.txt");

    Process process =
        new ProcessBuilder(
                "node",
                Path.of("src/test/clients/understand.mjs").toAbsolutePath().toString(),
                module.toString(),
                file.toString(),
                texts.toString(),
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("node.log").toFile())
            .start();
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve("node.log"))).isEmpty();

    List<String> read = List.of(Files.readString(out).split("\n", -1));
    Understanding server = server();
    assertThat(read).hasSameSizeAs(all);
    for (int number = 0; number < all.size(); number++) {
      assertThat(read.get(number))
          .as(all.get(number))
          .isEqualTo(line(server.read(all.get(number), null)));
    }
  }

  @Test
  void isSmallEnoughToBeFetchedOnAPhone() {
    assertThat(UnderstandingFile.bytes(PACK, JsonMapper.createDefault()).gzip())
        .hasSizeLessThan(450_000);
  }

  private static String line(Understood understood) {
    return understood.stage()
        + " "
        + understood.situations().stream()
            .map(situation -> situation.code())
            .collect(Collectors.joining(","))
        + " "
        + understood.lines().stream()
            .map(line ->
                line.key()
                    + "="
                    + (line.situation() == null
                        ? "null"
                        : line.situation().name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(","))
        + " "
        + understood.areas().stream().flatMap(List::stream).collect(Collectors.joining(","));
  }
}
