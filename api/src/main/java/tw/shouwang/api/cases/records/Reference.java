package tw.shouwang.api.cases.records;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// Eight random signs by which a sender and staff name a case on the telephone. It opens nothing,
/// and nothing of the case follows from it.
///
/// No two signs look or sound alike, in Mandarin or in English: 0 and O, 1 and I and 7 (yī, qī), 6
/// and 9 (liù, jiǔ), 8 and A and H, M and N, F and S, the letters that rhyme with 3, and others.
///
/// @param signs eight of [#SIGNS]
public record Reference(String signs) {

  static final String SIGNS = "2345678FKLMRWXY";
  private static final int LENGTH = 8;
  private static final int LONGEST = 40;

  public static Reference random(SecureRandom random) {
    StringBuilder signs = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      signs.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return new Reference(signs.toString());
  }

  /// Reads it in either case and either width, with blanks and hyphens anywhere.
  public static Optional<Reference> parse(String said) {
    if (said.length() > LONGEST) {
      return Optional.empty();
    }
    String signs =
        Normalizer.normalize(said, Normalizer.Form.NFKC)
            .replaceAll("[\\s\\p{Z}\\p{Pd}]", "")
            .toUpperCase(Locale.ROOT);
    boolean valid = signs.length() == LENGTH && signs.chars().allMatch(c -> SIGNS.indexOf(c) >= 0);
    return valid ? Optional.of(new Reference(signs)) : Optional.empty();
  }

  /// The signs as they are shown, in two groups of four.
  public static String shown(String signs) {
    return signs.substring(0, LENGTH / 2) + " " + signs.substring(LENGTH / 2);
  }
}
