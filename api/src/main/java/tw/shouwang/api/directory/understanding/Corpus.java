package tw.shouwang.api.directory.understanding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Example sentences with their meaning, one a line: language, situations separated by `|` with the
/// gravest first, whether it is a crisis (1 or 0), area, who speaks, text.
final class Corpus {

  /// @param situations codes; `none` if nothing is told
  record Sentence(
      String language, List<String> situations, boolean crisis, String area, String text) {

    boolean isNone() {
      return situations.contains(SituationModel.NONE);
    }

    List<Situation> known() {
      return situations.stream().flatMap(code -> Situation.ofCode(code).stream()).toList();
    }
  }

  /// The first line of the file of test sentences, which must never be used for training or tuning.
  static final String UNSEEN = "# unseen";

  private Corpus() {}

  /// The sentences for training, and for testing a change of the lexicon.
  ///
  /// @throws IllegalArgumentException for the file of test sentences
  static List<Sentence> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.stream().anyMatch(line -> line.startsWith(UNSEEN))) {
      throw new IllegalArgumentException("these sentences are kept apart to measure by");
    }
    return sentences(lines);
  }

  static List<Sentence> sentences(List<String> lines) {
    List<Sentence> sentences = new ArrayList<>();
    for (String line : lines) {
      String[] cells = line.split("\t", 6);
      if (cells.length == 6) {
        sentences.add(
            new Sentence(
                cells[0],
                Arrays.asList(cells[1].split("\\|")),
                cells[2].equals("1"),
                cells[3],
                cells[5]));
      }
    }
    return sentences;
  }
}
