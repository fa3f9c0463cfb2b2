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

  // Radicals that some keyboards and PDF files write in place of the character that looks the same.
  // NFKD leaves them, unlike those of the Kangxi block. Source: Unicode's
  // EquivalentUnifiedIdeograph.txt, without radicals that are no character by themselves.
  private static final String RADICALS = "⺁⺄⺈⺊⺒⺓⺜⺝⺠⺧⺩⺫⺬⺶⺻⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻯⻰⻱⻲";
  private static final String IDEOGRAPHS = "厂乙刀卜巳幺日月民牛王目示羊聿肉虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿竜龙龜亀";

  private static final Transliterator TO_SIMPLIFIED =
      Transliterator.createFromRules(
          "radicals-simplified", radicals() + "::Traditional-Simplified;", Transliterator.FORWARD);

  private TextNormalizer() {}

  private static String radicals() {
    StringBuilder rules = new StringBuilder();
    for (int at = 0; at < RADICALS.length(); at++) {
      rules.append(RADICALS.charAt(at)).append('>').append(IDEOGRAPHS.charAt(at)).append(';');
    }
    return rules.toString();
  }

  public static String fold(String text) {
    String decomposed = LATIN_MARKS.deleteFrom(NFKD.normalize(text));
    String lower = UCharacter.foldCase(NFC.normalize(decomposed), true);
    return TO_SIMPLIFIED.transliterate(lower.replace('đ', 'd'));
  }
}
