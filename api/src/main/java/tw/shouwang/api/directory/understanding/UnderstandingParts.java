package tw.shouwang.api.directory.understanding;

import java.util.List;

/// What a device needs, besides the lexicon and the table, to read a text exactly as a server does.
///
/// @param folding a line for each character that is not folded to itself: the character and its
///   folded form; a missing character that is not a letter of our scripts is a space
/// @param odds probabilities in thousandths by log-odd, from -8 to 8 in steps of an eighth
/// @param gramBits the number of bits of a hashed run of characters
public record UnderstandingParts(String folding, List<Integer> odds, int gramBits) {

  public static UnderstandingParts current() {
    return new UnderstandingParts(
        Folding.written(), java.util.Arrays.stream(Odds.table()).boxed().toList(), Grams.BITS);
  }
}
