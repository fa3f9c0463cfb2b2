package tw.shouwang.api.directory.understanding;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tw.shouwang.api.directory.entries.Area;

/// What editors and maintainers do with the corpus: train the model of a release, and test a change
/// of the lexicon before it is made.
public final class Trainer {

  private final List<Corpus.Sentence> sentences;
  private final PlaceNames places;

  private Trainer(List<Corpus.Sentence> sentences, PlaceNames places) {
    this.sentences = sentences;
    this.places = places;
  }

  /// @throws IllegalArgumentException for the file of test sentences
  public static Trainer over(Path corpus, Collection<Area> areas) throws IOException {
    return new Trainer(Corpus.read(corpus), PlaceNames.of(areas));
  }

  /// Trains a model and replaces the one in a folder; the file is named by its hash.
  ///
  /// @return the name of the model's file
  public String train(List<LexiconGroup> lexicon, Path folder) throws IOException {
    byte[] model = SituationTraining.train(sentences, Lexicon.of(lexicon), places).written();
    String name = ModelResource.nameOf(model);
    try (DirectoryStream<Path> before = Files.newDirectoryStream(folder, "situations-*.model")) {
      for (Path file : before) {
        Files.delete(file);
      }
    }
    Files.write(folder.resolve(name), model);
    Files.writeString(folder.resolve(ModelResource.POINTER), name + "\n");
    return name;
  }

  /// The first crisis sentence that has a crisis line first and would lose it by the change; empty
  /// if there is none.
  ///
  /// @param changes groups that replace those with the same keys
  public Optional<String> brokenBy(
      Understanding before, List<LexiconGroup> lexicon, List<LexiconGroup> changes) {
    Map<String, LexiconGroup> changed = new LinkedHashMap<>();
    lexicon.forEach(group -> changed.put(group.key(), group));
    changes.forEach(group -> changed.put(group.key(), group));
    Understanding after = before.with(Lexicon.of(new ArrayList<>(changed.values())));
    return sentences.stream()
        .filter(Corpus.Sentence::crisis)
        .map(Corpus.Sentence::text)
        .filter(text -> before.isCrisis(text) && !after.isCrisis(text))
        .findFirst();
  }
}
