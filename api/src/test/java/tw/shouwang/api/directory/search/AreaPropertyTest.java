package tw.shouwang.api.directory.search;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.shouwang.api.directory.snapshot.Snapshots.WORKDAY;
import static tw.shouwang.api.directory.snapshot.Snapshots.filter;
import static tw.shouwang.api.directory.snapshot.Snapshots.keys;
import static tw.shouwang.api.directory.snapshot.Snapshots.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.Snapshots;
import tw.shouwang.api.directory.storage.Tables;

/// D2: a filter by area never removes a nationwide line that the words match.
class AreaPropertyTest {

  private static final DirectorySnapshot PACK = Snapshots.pack();
  private static final Path CORPUS = Path.of("src/test/resources/understanding/training.tsv");

  /// Every 200th sentence is tried in every area, which is enough to find a broken rule.
  private static final int EVERY = 200;

  private static final int EVERY_DISTRICT = 7;

  @Test
  void whatIsFoundNationwideIsFoundInEveryArea() throws IOException {
    for (String text : texts()) {
      List<String> nationwide =
          keys(page(filter(text, null), WORKDAY, 100)).stream()
              .filter(key -> PACK.byKey(key).orElseThrow().entry().nationwide())
              .toList();
      for (String area : areas()) {
        assertThat(keys(page(filter(text, area), WORKDAY, 100)))
            .as("%s in %s", text, area)
            .containsAll(nationwide);
      }
    }
  }

  /// Every county, and a sample of districts.
  private static List<String> areas() {
    List<String> areas = new ArrayList<>();
    int number = 0;
    for (Area area : PACK.areas().values()) {
      if (area.parent() == null || number++ % EVERY_DISTRICT == 0) {
        areas.add(area.code());
      }
    }
    return areas;
  }

  private static List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    Tables.read("searches").forEach(row -> texts.add(row.get("text")));
    List<String> sentences = Files.readAllLines(CORPUS);
    for (int line = 0; line < sentences.size(); line += EVERY) {
      texts.add(sentences.get(line).split("\t")[5]);
    }
    return texts;
  }
}
