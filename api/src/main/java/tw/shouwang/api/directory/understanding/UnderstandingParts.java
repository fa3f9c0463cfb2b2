package tw.shouwang.api.directory.understanding;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tw.shouwang.api.directory.entries.Area;

/// What a device needs beside the lexicon, the table and the model to read a text exactly as a
/// server does.
///
/// @param folding for each character that is not folded to itself, a line with the character and
///   its folded form; a missing character that is no letter of our scripts is a space
/// @param odds shares of a thousand by log-odd, from -8 to 8 in steps of an eighth
/// @param gramBits how many bits the number of a run of characters has
/// @param quiet patterns that a folded text is read without: laughing letters and particles
///   anywhere, and sentence endings; each match becomes a space
/// @param places the names of areas
/// @param beside words that are removed together with a name: before one in Chinese, in Thai, in
///   Latin letters, and after any
/// @param fillers words that say nothing beside a name, as `office`
/// @param languages the commonest words of each language in Latin letters
/// @param ruledOutBy how many of them rule out a language that has none in a text
/// @param marked the language whose words are told apart by their marks
/// @param marksFrom the least number of words with marks in a text that counts as typed with marks
/// @param phraseAtLeast how many Chinese characters a phrase keeps without its ending
/// @param situations codes in their order, and how many of the first ones are crises
/// @param persons codes
/// @param weights the values by which lines are ordered
@Serdeable
public record UnderstandingParts(
    String folding,
    List<Integer> odds,
    int gramBits,
    List<String> quiet,
    List<Place> places,
    List<List<String>> beside,
    List<String> fillers,
    Map<String, List<String>> languages,
    int ruledOutBy,
    String marked,
    int marksFrom,
    int phraseAtLeast,
    List<String> situations,
    int crises,
    List<String> persons,
    Weights weights) {

  /// A name of areas.
  ///
  /// @param name folded
  /// @param areas the codes of those that are called so
  /// @param counties for an everyday word: it is a name only in a text that holds one of these
  @Serdeable
  record Place(String name, List<String> areas, List<String> counties) {}

  /// The constants by which [Understanding] orders lines.
  @Serdeable
  record Weights(
      List<Integer> crisisPlaces,
      List<Integer> needPlaces,
      int listening,
      int beside,
      int further,
      int firstInVain,
      int shownInVain,
      int linesWeighed,
      int outright,
      int said,
      int hinted,
      int noneLikely,
      int crisisLikely,
      int otherLikely,
      int crisisHeard,
      int needHeard,
      int listenedFrom,
      int listenedInstead,
      int named) {}

  /// @param areas those that a text may name
  /// @param fillers words that say nothing beside a name
  public static UnderstandingParts of(Collection<Area> areas, Collection<String> fillers) {
    return new UnderstandingParts(
        Folding.written(),
        Arrays.stream(Odds.table()).boxed().toList(),
        Grams.BITS,
        Plain.patterns(),
        PlaceNames.of(areas).written(),
        PlaceNames.beside(),
        List.copyOf(fillers),
        LatinLanguages.written(),
        LatinLanguages.RULED_OUT_BY,
        Lexicon.MARKED,
        Marks.TYPED_FROM,
        Plain.LEFT_AT_LEAST,
        Arrays.stream(Situation.values()).map(Situation::code).toList(),
        (int) Arrays.stream(Situation.values()).filter(Situation::isCrisis).count(),
        Arrays.stream(Person.values())
            .map(person -> person.name().toLowerCase(Locale.ROOT))
            .toList(),
        Understanding.weights());
  }
}
