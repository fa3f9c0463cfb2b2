package tw.shouwang.api.directory.understanding;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

  /// The first crisis sentence that has a crisis line among its first two lines and would lose it
  /// by the change; empty if there is none.
  public Optional<String> brokenBy(Understanding before, Understanding after) {
    Predicate<String> changes = changes(before, after);
    return sentences.parallelStream()
        .filter(Corpus.Sentence::crisis)
        .map(Corpus.Sentence::text)
        .filter(text -> changes.test(text) && hides(before, after, text))
        .findFirst();
  }

  /// Which texts may be read otherwise: where only phrases change, those in which one of them
  /// stands. Nearly all of the time of a change would go into reading the others twice.
  static Predicate<String> changes(Understanding before, Understanding after) {
    if (!before.table().rules().equals(after.table().rules())
        || !before.table().crisisLines().equals(after.table().crisisLines())) {
      return _ -> true;
    }
    Set<LexiconGroup> changed = new HashSet<>(before.lexicon());
    after.lexicon().stream().filter(group -> !changed.remove(group)).forEach(changed::add);
    Lexicon phrases = Lexicon.ofSome(List.copyOf(changed));
    return text -> before.has(phrases, text);
  }

  private static boolean hides(Understanding before, Understanding after, String text) {
    Understood was = before.read(text, null);
    Understood is = after.read(text, null);
    Set<String> helps = new HashSet<>(firstLines(was));
    helps.removeIf(key -> !before.table().isForCrises(key));
    return (isCrisis(was) && !isCrisis(is))
        || (!helps.isEmpty() && Collections.disjoint(helps, firstLines(is)));
  }

  private static boolean isCrisis(Understood understood) {
    return understood.stage() == Understood.Stage.CRISIS;
  }

  private static List<String> firstLines(Understood understood) {
    return understood.lines().stream().limit(2).map(Understood.Line::key).toList();
  }
}
