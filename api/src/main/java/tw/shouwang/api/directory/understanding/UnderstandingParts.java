package tw.shouwang.api.directory.understanding;

import java.util.List;

/// What a device needs beside the lexicon and the table to read a text exactly as a server does.
///
/// @param folding for each character that does not count as itself: the character, and what it
///   counts as, a line each; a character that is missing and no letter of our scripts is a space
/// @param odds shares of a thousand by log-odd, from -8 to 8 in steps of an eighth
/// @param gramBits how many bits the number of a run of characters has
public record UnderstandingParts(String folding, List<Integer> odds, int gramBits) {

  public static UnderstandingParts current() {
    return new UnderstandingParts(
        Folding.written(), java.util.Arrays.stream(Odds.table()).boxed().toList(), Grams.BITS);
  }
}
