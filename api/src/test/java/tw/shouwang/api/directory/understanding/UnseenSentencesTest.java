package tw.shouwang.api.directory.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.i18n.Language;

/// What a release is measured by: sentences that nothing is trained on or tuned by.
class UnseenSentencesTest {

  private static final Path UNSEEN = Path.of("src/test/resources/understanding/unseen.tsv");

  private static Measure.Count count(Map<String, Measure.Count> counts, String key) {
    return Objects.requireNonNull(counts.get(key), key);
  }

  /// How far they are from the aim says RATIONALE.
  @Test
  void getsNoWorse() throws IOException {
    DirectoryDocument pack = DirectoryPack.load(JsonMapper.createDefault());
    Understanding understanding =
        Measure.packed(pack, PlaceNames.of(DirectorySnapshot.areas(pack).values()));
    List<Corpus.Sentence> unseen = Corpus.sentences(Files.readAllLines(UNSEEN));

    Map<String, Measure.Count> counts = Measure.of(understanding, unseen);

    counts.forEach((key, count) ->
        System.out.printf(
            "%-24s %4d %5.1f %5.1f%n", key, count.all(), count.firstShare(), count.secondShare()));
    assertThat(count(counts, "crisis").firstShare()).isGreaterThan(93);
    assertThat(count(counts, "crisis").secondShare()).isGreaterThan(98.5);
    for (Language language : Language.values()) {
      Measure.Count one = count(counts, "crisis " + language.tag());
      assertThat(one.firstShare()).as(language.tag()).isGreaterThan(88);
      assertThat(one.secondShare()).as(language.tag()).isGreaterThan(96);
    }
    assertThat(count(counts, "none").firstShare()).isLessThan(3);
    assertThat(count(counts, "none").secondShare()).isLessThan(8);
    assertThat(count(counts, "need").firstShare()).isGreaterThan(80);
    assertThat(count(counts, "need").secondShare()).isLessThan(10);
  }
}
