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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;
import tw.shouwang.api.directory.search.AskedTexts;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.Snapshots;
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
            "天氣很好。".repeat(2_000) + " my husband hits me",
            "Nợ nần, nổ bình gas, nó đánh em",
            "no nan qua, no danh em",
            "hoá ra hóa ra",
            "有了");
    List<String> places = List.of("Nei-hu", "Pan-ch'iao", "Shih\u2010lin", "phone of Nei-hu");
    List<String> all = Stream.of(sentences, odd, places).flatMap(List::stream).toList();
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
      String text = all.get(number);
      Understood understood =
          places.contains(text)
              ? AskedTexts.understood(Snapshots.pack(), text)
              : server.read(text, null);
      assertThat(read.get(number)).as(text).isEqualTo(line(understood));
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
