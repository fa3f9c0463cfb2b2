package tw.shouwang.api.directory.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The directory's words in Latin letters and its numbers, with the entries that contain them.
/// Finds words by a substring through its rarest pair of letters.
final class Vocabulary {

  private static final int PAIRS = 1 << 12;
  private static final int SHORT = 3;

  private final Map<String, PostingList> holders;
  private final NavigableMap<String, PostingList> numbers = new TreeMap<>();
  private final String[] words;
  private final PostingList[] postings;
  private final long[] letters;
  private final int[][] withPair;

  Vocabulary(Map<String, PostingList> all) {
    holders = HashMap.newHashMap(all.size());
    all.forEach((word, posting) -> {
      if (SearchText.isNumber(word)) {
        numbers.put(word, posting);
      } else {
        holders.put(word, posting);
      }
    });
    words = holders.keySet().toArray(String[]::new);
    postings = Arrays.stream(words).map(holders::get).toArray(PostingList[]::new);
    letters = Arrays.stream(words).mapToLong(EditDistance::letters).toArray();
    withPair = withPair(words);
  }

  @Nullable PostingList word(String word) {
    return holders.get(word);
  }

  @Nullable PostingList number(String number) {
    return numbers.get(number);
  }

  void numbersFrom(String begin, Consumer<PostingList> found) {
    numbers.subMap(begin, true, begin + Character.MAX_VALUE, false).values().forEach(found);
  }

  /// Every word that contains the part; a part of two or three letters must be the word's
  /// beginning.
  void wordsWith(String part, Consumer<PostingList> found) {
    int[] fewest = withPair[pair(part, 0)];
    for (int at = 1; at + 1 < part.length(); at++) {
      int[] others = withPair[pair(part, at)];
      fewest = others.length < fewest.length ? others : fewest;
    }
    for (int word : fewest) {
      if (part.length() > SHORT ? words[word].contains(part) : words[word].startsWith(part)) {
        found.accept(postings[word]);
      }
    }
  }

  void wordsNear(String typed, Consumer<PostingList> found) {
    long wanted = EditDistance.letters(typed);
    for (int word = 0; word < words.length; word++) {
      if (EditDistance.mayBeNear(letters[word], wanted, typed)
          && EditDistance.nearlyEqual(words[word], typed)) {
        found.accept(postings[word]);
      }
    }
  }

  private static int[][] withPair(String[] words) {
    int[] counts = new int[PAIRS];
    for (String word : words) {
      for (int at = 0; at + 1 < word.length(); at++) {
        counts[pair(word, at)]++;
      }
    }
    int[][] withPair = new int[PAIRS][];
    for (int pair = 0; pair < PAIRS; pair++) {
      withPair[pair] = new int[counts[pair]];
    }
    for (int index = words.length - 1; index >= 0; index--) {
      for (int at = 0; at + 1 < words[index].length(); at++) {
        int pair = pair(words[index], at);
        withPair[pair][--counts[pair]] = index;
      }
    }
    return withPair;
  }

  /// Two letters as one number; rare letters may share a number.
  private static int pair(String word, int at) {
    return (word.charAt(at) * 61 + word.charAt(at + 1)) & (PAIRS - 1);
  }
}
