package tw.shouwang.api.directory.understanding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The words of a text in Latin letters with their marks, which folding removes: Vietnamese tells
/// words apart by them. A mark counts wherever in the word it stands, because hoá is also typed
/// hóa.
///
/// @param words each folded, with its marks behind it
/// @param areTyped whether the text is typed with marks, so that a word typed without marks has
///   none
/// @param distinct `words` and the endings of the last sentence
record Marks(List<String> words, boolean areTyped, Set<String> distinct) {

  /// A text with at least this many words with marks counts as typed with marks.
  static final int TYPED_FROM = 2;

  private static final char STROKE = '\u0111';
  private static final char FIRST = '\u0300';
  private static final char LAST = '\u036F';

  /// @param text the text without emoticons, place names and endings
  /// @param whole the same with endings
  static Marks of(String typed, String text, String whole) {
    List<String> all = words(typed);
    List<String> words = within(all, text);
    boolean areTyped = words.stream().filter(Marks::isMarked).count() >= TYPED_FROM;
    return new Marks(words, areTyped, Set.copyOf(within(all, whole)));
  }

  private static List<String> within(List<String> words, String text) {
    Set<String> held = new HashSet<>(Arrays.asList(text.strip().split(" ")));
    return words.stream().filter(word -> held.contains(letters(word))).toList();
  }

  private static String letters(String word) {
    int end = word.length();
    while (!Words.isLatin(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(0, end);
  }

  /// The words in Latin letters, each folded, with its marks behind it.
  static List<String> words(String typed) {
    List<String> words = new ArrayList<>();
    StringBuilder letters = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    String apart = Normalizer.normalize(typed, Normalizer.Form.NFD) + " ";
    for (int at = 0; at < apart.length(); at++) {
      char c = apart.charAt(at);
      String folded = Folding.of(c);
      if (c >= FIRST && c <= LAST) {
        marks.append(c);
      } else if (!folded.isEmpty() && Words.isLatin(folded.charAt(0))) {
        letters.append(folded);
        marks.append(Character.toLowerCase(c) == STROKE ? String.valueOf(STROKE) : "");
      } else if (!folded.isEmpty()) {
        if (!letters.isEmpty()) {
          char[] sorted = marks.toString().toCharArray();
          Arrays.sort(sorted);
          words.add(letters + new String(sorted));
        }
        letters.setLength(0);
        marks.setLength(0);
      }
    }
    return words;
  }

  private static boolean isMarked(String word) {
    return !Words.isLatin(word.charAt(word.length() - 1));
  }

  /// Whether these words may be in the text: with their marks, or without any where none are typed.
  boolean holds(List<String> marked) {
    return !areTyped || distinct.containsAll(marked);
  }
}
