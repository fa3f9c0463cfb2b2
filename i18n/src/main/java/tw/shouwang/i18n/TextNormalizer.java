package tw.shouwang.i18n;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.text.UnicodeSetSpanner;

/// Folds spelling variants of a word to one form: full and half width, upper and lower case, Latin
/// accents, traditional and simplified Chinese, 臺 and 台.
///
/// The result is for comparison, never for display.
public final class TextNormalizer {

  private static final Normalizer2 NFKD = Normalizer2.getNFKDInstance();
  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  // Only the combining marks of Latin, Greek and similar scripts: Thai and Khmer vowels are marks
  // too.
  private static final UnicodeSetSpanner LATIN_MARKS =
      new UnicodeSetSpanner(new UnicodeSet(0x0300, 0x036F).freeze());

  private static final Transliterator TO_SIMPLIFIED =
      Transliterator.getInstance("Traditional-Simplified");

  private TextNormalizer() {}

  public static String fold(String text) {
    String decomposed = LATIN_MARKS.deleteFrom(NFKD.normalize(text));
    String lower = UCharacter.foldCase(NFC.normalize(decomposed), true);
    return TO_SIMPLIFIED.transliterate(lower.replace('đ', 'd'));
  }
}
