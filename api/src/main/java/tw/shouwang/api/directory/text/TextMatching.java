package tw.shouwang.api.directory.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.PhoneNumber;

/// Matches one text against the whole index or against some candidates. Results are indexed by
/// candidate, so that a few candidates cost little in a large directory.
final class TextMatching {

  /// A word or pair that more than one in this many entries contain is too common to match by
  /// itself.
  private static final int COMMON = 4;

  private final TextIndex index;
  private final int @Nullable [] candidates;
  private final int count;
  private final IntPredicate listed;

  /// @param listed which entries a list may show; a match that no list shows does not end the
  ///   search for more lenient ones
  TextMatching(TextIndex index, int @Nullable [] candidates, IntPredicate listed) {
    this.index = index;
    this.candidates = candidates;
    this.count = candidates == null ? index.size() : candidates.length;
    this.listed = listed;
  }

  /// Strict attempts: the text as typed, then without filler words. A number that no entry has is
  /// not searched as a word.
  byte[] plainly(SearchText text) {
    if (text.number() != null) {
      return numbered(text.number());
    }
    byte[] result = exactly(text);
    SearchText bare = text.withoutFillers();
    return nothingIn(result) && !bare.isEmpty() && !bare.equals(text) ? exactly(bare) : result;
  }

  /// Tries in this order, and returns the first result that is not empty:
  ///
  /// 1. The number, if the text is one; a number has no further attempts.
  /// 2. All words as typed.
  /// 3. All words without the filler words around them.
  /// 4. All words, each with at most a typing mistake.
  /// 5. If `generously`, the entries that contain the largest part of the text.
  byte[] match(SearchText text, boolean generously) {
    if (text.number() != null || text.isDigits()) {
      return plainly(text);
    }

    byte[] result = exactly(text);
    if (!nothingIn(result)) {
      return result;
    }
    SearchText bare = text.withoutFillers();
    SearchText asked = bare.isEmpty() ? text : bare;
    if (!asked.equals(text)) {
      result = exactly(asked);
      if (!nothingIn(result)) {
        return result;
      }
    }
    result = weakly(allTokens(asked, true));
    return nothingIn(result) && generously ? mostOf(asked) : result;
  }

  /// Entries with this number, and entries whose number starts with it. An extension that no entry
  /// has is ignored.
  private byte[] numbered(PhoneNumber number) {
    byte[] result = beginningWith(SearchText.withExtension(number));
    return nothingIn(result) && number.extension() != null
        ? beginningWith(number.digits())
        : result;
  }

  private byte[] beginningWith(String digits) {
    byte[] result = new byte[count];
    index.vocabulary().numbersFrom(digits, items -> mark(result, items, TextIndex.PART));
    mark(result, index.exact().get(digits), TextIndex.EXACT);
    return result;
  }

  private byte[] exactly(SearchText text) {
    byte[] result = new byte[count];
    mark(result, index.exact().get(text.compact()), TextIndex.EXACT);
    mark(result, index.exact().get(text.bare()), TextIndex.EXACT);
    merge(result, allTokens(text, false));
    if (text.joined() != null) {
      merge(result, allTokens(text.joined(), false));
    }
    return result;
  }

  private static byte[] weakly(byte[] result) {
    for (int at = 0; at < result.length; at++) {
      result[at] = result[at] == TextIndex.NONE ? TextIndex.NONE : TextIndex.TYPO;
    }
    return result;
  }

  /// The entries that contain the largest part of the text, if that is at least a quarter. Words
  /// and pairs of characters are weighted by rarity; a common one does not match by itself.
  private byte[] mostOf(SearchText text) {
    double[] held = new double[count];
    double all = 0;
    for (String token : text.hanTokens()) {
      for (int gram : token.length() < 2 ? new int[0] : TextIndex.grams(token)) {
        all += weigh(held, index.grams().get(gram));
      }
    }
    for (String word : text.words()) {
      all +=
          weigh(
              held,
              SearchText.isNumber(word)
                  ? index.vocabulary().number(word)
                  : index.vocabulary().word(word));
    }
    double most = Arrays.stream(held).max().orElse(0);
    byte[] result = new byte[count];
    for (int at = 0; at < count && most > 0 && most >= all / 4; at++) {
      result[at] = held[at] == most ? TextIndex.TYPO : TextIndex.NONE;
    }
    return result;
  }

  /// Adds the weight of a word or pair to the entries that contain it, and returns the weight: its
  /// rarity among the candidates.
  private double weigh(double[] held, @Nullable PostingList items) {
    byte[] holders = new byte[count];
    mark(holders, items, TextIndex.PART);
    int number = 0;
    for (byte holder : holders) {
      number += holder == TextIndex.NONE ? 0 : 1;
    }
    if (number == 0) {
      return Math.log(count);
    }
    double weight = Math.max(0, Math.log((double) count / COMMON / number));
    for (int at = 0; at < count; at++) {
      held[at] += holders[at] == TextIndex.NONE ? 0 : weight;
    }
    return weight;
  }

  private byte[] allTokens(SearchText text, boolean typos) {
    byte[] all = new byte[count];
    boolean first = true;
    for (String token : text.hanTokens()) {
      and(all, typos ? hanTypos(token) : hanToken(token), first);
      first = false;
    }
    for (String token : text.words()) {
      and(all, typos ? wordTypos(token) : wordToken(token), first);
      first = false;
    }
    return all;
  }

  private byte[] hanToken(String token) {
    byte[] result = new byte[count];
    if (contains(result, token)) {
      return result;
    }
    List<String> segments = index.segments(token);
    if (segments.size() > 1) {
      byte[] all = new byte[count];
      boolean first = true;
      for (String segment : segments) {
        byte[] one = new byte[count];
        contains(one, segment);
        and(all, one, first);
        first = false;
      }
      merge(result, all);
    }
    return result;
  }

  /// Marks entries that contain the token, or at least all its pairs of characters; returns whether
  /// any contains the whole token.
  private boolean contains(byte[] result, String token) {
    List<PostingList> pairs = new ArrayList<>();
    for (int gram : TextIndex.grams(token)) {
      PostingList pair = index.grams().get(gram);
      if (pair == null) {
        return false;
      }
      pairs.add(pair);
    }
    pairs.sort(Comparator.comparingInt(PostingList::size));
    boolean whole = false;
    if (candidates != null && candidates.length < pairs.getFirst().size()) {
      for (int at = 0; at < candidates.length; at++) {
        whole |= holds(result, token, pairs, candidates[at], at);
      }
      return whole;
    }
    for (int item : pairs.getFirst().numbers()) {
      int at = place(item);
      whole |= at >= 0 && holds(result, token, pairs, item, at);
    }
    return whole;
  }

  private boolean holds(byte[] result, String token, List<PostingList> pairs, int item, int at) {
    for (PostingList pair : pairs) {
      if (!pair.has(item)) {
        return false;
      }
    }
    boolean holds = token.length() <= 2 || index.han().holds(item, token);
    result[at] = holds ? TextIndex.ALL_WORDS : TextIndex.PART;
    return holds;
  }

  private byte[] wordToken(String token) {
    byte[] result = new byte[count];
    if (SearchText.isNumber(token)) {
      if (token.length() >= 3) {
        index.vocabulary().numbersFrom(token, items -> mark(result, items, TextIndex.PART));
      }
      mark(result, index.vocabulary().number(token), TextIndex.ALL_WORDS);
      return result;
    }
    if (token.length() >= 2) {
      index.vocabulary().wordsWith(token, items -> mark(result, items, TextIndex.PART));
    }
    mark(result, index.vocabulary().word(token), TextIndex.ALL_WORDS);
    return result;
  }

  private byte[] hanTypos(String token) {
    byte[] result = hanToken(token);
    if (token.length() >= 3) {
      for (int at = 0; at < count; at++) {
        int item = candidates == null ? at : candidates[at];
        if (result[at] == TextIndex.NONE && index.han().holdsNearly(item, token)) {
          result[at] = TextIndex.TYPO;
        }
      }
    }
    return result;
  }

  private byte[] wordTypos(String token) {
    byte[] result = wordToken(token);
    if (!SearchText.isNumber(token)) {
      byte[] near = new byte[count];
      index.vocabulary().wordsNear(token, items -> mark(near, items, TextIndex.TYPO));
      merge(result, near);
    }
    return result;
  }

  private boolean nothingIn(byte[] result) {
    for (int at = 0; at < count; at++) {
      if (result[at] != TextIndex.NONE && listed.test(candidates == null ? at : candidates[at])) {
        return false;
      }
    }
    return true;
  }

  /// An entry's index among the candidates; negative if it is not one.
  private int place(int item) {
    return candidates == null ? item : Arrays.binarySearch(candidates, item);
  }

  private void mark(byte[] result, @Nullable PostingList items, byte tier) {
    if (items == null) {
      return;
    }
    if (candidates != null && items.size() > candidates.length) {
      for (int at = 0; at < candidates.length; at++) {
        if (items.has(candidates[at])) {
          result[at] = tier;
        }
      }
      return;
    }
    for (int item : items.numbers()) {
      int at = place(item);
      if (at >= 0) {
        result[at] = tier;
      }
    }
  }

  private void and(byte[] all, byte[] one, boolean first) {
    for (int at = 0; at < count; at++) {
      all[at] =
          first
              ? one[at]
              : all[at] == TextIndex.NONE || one[at] == TextIndex.NONE
                  ? TextIndex.NONE
                  : (byte) Math.max(all[at], one[at]);
    }
  }

  private void merge(byte[] result, byte[] more) {
    for (int at = 0; at < count; at++) {
      if (more[at] != TextIndex.NONE && (result[at] == TextIndex.NONE || more[at] < result[at])) {
        result[at] = more[at];
      }
    }
  }
}
