package tw.shouwang.api.directory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.LocalizedText;
import tw.shouwang.i18n.TextNormalizer;

/// Finds entries by what people type: a number with or without dashes and area code, a name, an
/// alias, a place, a word of the purpose, in Chinese without spaces or in Latin letters, with a
/// typo if nothing better is found. What a superseded entry was called finds its successor.
final class TextIndex {

  /// How a text matched, best first.
  static final byte NONE = 0;

  static final byte EXACT = 1;
  static final byte ALL_WORDS = 2;
  static final byte PART = 3;
  static final byte TYPO = 4;

  private final int size;
  private final Map<String, int[]> exact;
  private final Map<String, int[]> words;
  private final NavigableMap<String, int[]> numbers;
  private final Map<Integer, int[]> grams;
  private final String[] han;
  private final List<String> areaNames;

  private TextIndex(Builder builder) {
    size = builder.size;
    exact = builder.exact.arrays();
    Map<String, int[]> allWords = builder.words.arrays();
    words = new HashMap<>();
    numbers = new TreeMap<>();
    allWords.forEach((word, items) -> {
      if (SearchText.isNumber(word)) {
        numbers.put(word, items);
      } else {
        words.put(word, items);
      }
    });
    grams = builder.grams.arrays();
    han = builder.han;
    areaNames =
        builder.areaNames.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  static TextIndex build(DirectorySnapshot snapshot, List<List<String>> synonyms) {
    Builder builder = new Builder(snapshot, synonyms);
    for (int number = 0; number < snapshot.size(); number++) {
      builder.add(snapshot.item(number));
    }
    return new TextIndex(builder);
  }

  /// For every entry how the text matches it, by the entry's number; with candidates, which are
  /// sorted, only for those.
  byte[] match(SearchText text, int @Nullable [] candidates) {
    return new Matching(candidates).match(text);
  }

  /// One text against the whole index, or against the candidates alone.
  private final class Matching {

    private final int @Nullable [] candidates;

    Matching(int @Nullable [] candidates) {
      this.candidates = candidates;
    }

    byte[] match(SearchText text) {
      byte[] result = new byte[size];
      mark(result, exact.get(text.compact()), EXACT);
      if (text.number() != null) {
        mark(result, exact.get(text.number()), EXACT);
      }
      merge(result, allTokens(text, false));
      if (nothingIn(result)) {
        byte[] typos = allTokens(text, true);
        each(item -> result[item] = typos[item] == NONE ? NONE : TYPO);
      }
      return result;
    }

    private byte[] allTokens(SearchText text, boolean typos) {
      byte[] all = new byte[size];
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
      byte[] result = new byte[size];
      if (contains(result, token)) {
        return result;
      }
      List<String> segments = segments(token);
      if (segments.size() > 1) {
        byte[] all = new byte[size];
        boolean first = true;
        for (String segment : segments) {
          byte[] one = new byte[size];
          contains(one, segment);
          and(all, one, first);
          first = false;
        }
        merge(result, all);
      }
      return result;
    }

    /// Marks what holds the token, or at least all its pairs of characters; true when some hold it
    /// whole.
    private boolean contains(byte[] result, String token) {
      boolean whole = false;
      for (int item : holdingAllPairs(token)) {
        boolean holds = token.length() <= 2 || han[item].contains(token);
        result[item] = holds ? ALL_WORDS : PART;
        whole |= holds;
      }
      return whole;
    }

    private int[] holdingAllPairs(String token) {
      List<int[]> postings = new ArrayList<>();
      for (int gram : grams(token)) {
        int[] items = grams.get(gram);
        if (items == null) {
          return new int[0];
        }
        postings.add(items);
      }
      if (candidates != null) {
        postings.add(candidates);
      }
      postings.sort(Comparator.comparingInt(items -> items.length));
      int[] rest = postings.getFirst();
      for (int index = 1; index < postings.size() && rest.length > 0; index++) {
        int[] other = postings.get(index);
        int[] held = new int[rest.length];
        int count = 0;
        for (int item : rest) {
          if (Arrays.binarySearch(other, item) >= 0) {
            held[count++] = item;
          }
        }
        rest = Arrays.copyOf(held, count);
      }
      return rest;
    }

    private byte[] wordToken(String token) {
      byte[] result = new byte[size];
      if (SearchText.isNumber(token)) {
        if (token.length() >= 3) {
          numbers
              .subMap(token, true, token + Character.MAX_VALUE, false)
              .values()
              .forEach(items -> mark(result, items, PART));
        }
        mark(result, numbers.get(token), ALL_WORDS);
        return result;
      }
      words.forEach((word, items) -> {
        if (token.length() >= 2 && word.contains(token)) {
          mark(result, items, PART);
        }
      });
      mark(result, words.get(token), ALL_WORDS);
      return result;
    }

    private byte[] hanTypos(String token) {
      byte[] result = hanToken(token);
      if (token.length() >= 3) {
        each(item -> {
          if (result[item] == NONE && Typos.holdsNearly(han[item], token)) {
            result[item] = TYPO;
          }
        });
      }
      return result;
    }

    private byte[] wordTypos(String token) {
      byte[] result = wordToken(token);
      if (!SearchText.isNumber(token)) {
        words.forEach((word, items) -> {
          if (Typos.nearlyEqual(word, token)) {
            Arrays.stream(items)
                .filter(item -> result[item] == NONE)
                .forEach(item -> result[item] = TYPO);
          }
        });
      }
      return result;
    }

    private boolean nothingIn(byte[] result) {
      if (candidates != null) {
        return Arrays.stream(candidates).allMatch(item -> result[item] == NONE);
      }
      for (byte tier : result) {
        if (tier != NONE) {
          return false;
        }
      }
      return true;
    }

    private void each(java.util.function.IntConsumer act) {
      if (candidates != null) {
        for (int item : candidates) {
          act.accept(item);
        }
        return;
      }
      for (int item = 0; item < size; item++) {
        act.accept(item);
      }
    }

    private void mark(byte[] result, int @Nullable [] items, byte tier) {
      if (items == null) {
        return;
      }
      if (candidates != null && items.length > candidates.length * 16) {
        for (int item : candidates) {
          if (Arrays.binarySearch(items, item) >= 0) {
            result[item] = tier;
          }
        }
        return;
      }
      for (int item : items) {
        result[item] = tier;
      }
    }

    private void and(byte[] all, byte[] one, boolean first) {
      each(item ->
          all[item] =
              first
                  ? one[item]
                  : all[item] == NONE || one[item] == NONE
                      ? NONE
                      : (byte) Math.max(all[item], one[item]));
    }

    private void merge(byte[] result, byte[] more) {
      each(item -> {
        if (more[item] != NONE && (result[item] == NONE || more[item] < result[item])) {
          result[item] = more[item];
        }
      });
    }
  }

  private static int[] grams(String token) {
    if (token.length() == 1) {
      return new int[] {token.charAt(0)};
    }
    int[] grams = new int[token.length() - 1];
    for (int index = 0; index < grams.length; index++) {
      grams[index] = token.charAt(index) << 16 | token.charAt(index + 1);
    }
    return grams;
  }

  /// Cuts known place names out of an unspaced text: 台北市大安區社福 is a city, a district, a word.
  private List<String> segments(String token) {
    List<String> segments = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    for (int at = 0; at < token.length(); ) {
      String place = placeAt(token, at);
      if (place.isEmpty()) {
        rest.append(token.charAt(at++));
        continue;
      }
      if (!rest.isEmpty()) {
        segments.add(rest.toString());
        rest.setLength(0);
      }
      segments.add(place);
      at += place.length();
    }
    if (!rest.isEmpty()) {
      segments.add(rest.toString());
    }
    return segments;
  }

  private String placeAt(String token, int at) {
    for (String name : areaNames) {
      if (token.startsWith(name, at)) {
        return name;
      }
    }
    return "";
  }

  private static final class Builder {

    private final DirectorySnapshot snapshot;
    private final int size;
    private final List<String[]> synonyms;
    private final Postings<String> exact = new Postings<>();
    private final Postings<String> words = new Postings<>();
    private final Postings<Integer> grams = new Postings<>();
    private final String[] han;
    private final Set<String> areaNames = new LinkedHashSet<>();
    private final Map<String, String> folded = new HashMap<>();
    private final Map<String, Cut> cuts = new HashMap<>();

    Builder(DirectorySnapshot snapshot, List<List<String>> synonyms) {
      this.snapshot = snapshot;
      this.size = snapshot.size();
      this.han = new String[size];
      this.synonyms =
          synonyms.stream()
              .map(pair ->
                  new String[] {
                    TextNormalizer.fold(pair.getFirst()), TextNormalizer.fold(pair.getLast())
                  })
              .toList();
      for (Area area : snapshot.areas().values()) {
        for (String name : area.name().texts().values()) {
          String text = TextNormalizer.fold(name);
          if (!text.isEmpty() && SearchText.isHan(text.charAt(0))) {
            areaNames.add(text);
          }
        }
      }
    }

    void add(Item item) {
      int number = item.number();
      StringBuilder text = new StringBuilder();
      describe(item.entry(), number, text);
      List<Item> predecessors = new ArrayList<>(snapshot.predecessors(item.entry().key()));
      for (int index = 0; index < predecessors.size() && index < 20; index++) {
        Entry predecessor = predecessors.get(index).entry();
        describe(predecessor, number, text);
        predecessors.addAll(snapshot.predecessors(predecessor.key()));
      }
      han[number] = text.toString();
    }

    private void describe(Entry entry, int number, StringBuilder text) {
      exact.add(SearchText.compact(entry.key().toLowerCase(Locale.ROOT)), number);
      List<String> names = new ArrayList<>(entry.name().texts().values());
      names.addAll(entry.aliases());
      for (String name : names) {
        for (String variant : SearchText.nameVariants(fold(name))) {
          exact.add(SearchText.compact(variant), number);
          synonyms(variant).forEach(other -> exact.add(SearchText.compact(other), number));
        }
      }
      for (EntryContact contact : entry.contacts()) {
        if (contact.dial() != null) {
          number(contact.dial(), number);
        }
      }
      entry.formerNumbers().forEach(former -> number(former, number));
      if (entry.kind() == ResourceKind.TIP_LINE) {
        // A tip line is found by its name and number only: whoever looks for help with drugs must
        // not be led to the police.
        return;
      }
      names.forEach(name -> {
        words(name, number, text);
        synonyms(fold(name)).forEach(other -> index(other, number, text));
      });
      words(entry.purpose(), number, text);
      words(entry.agency(), number, text);
      for (Entry.Coverage covered : entry.coverage()) {
        place(covered.area(), number, text);
        place(covered.area().county(), number, text);
      }
    }

    private void place(Area area, int number, StringBuilder text) {
      words(area.name(), number, text);
      area.aliases().forEach(alias -> words(alias, number, text));
    }

    private void number(String dial, int number) {
      for (String spelling : SearchText.numberSpellings(dial)) {
        exact.add(spelling, number);
        words.add(spelling, number);
      }
    }

    private void words(@Nullable LocalizedText localized, int number, StringBuilder text) {
      if (localized != null) {
        localized.texts().values().forEach(words -> words(words, number, text));
      }
    }

    private void words(String words, int number, StringBuilder text) {
      index(fold(words), number, text);
    }

    /// The words of purposes, agencies and places repeat from entry to entry; they are cut once.
    private record Cut(List<String> words, List<String> runs, Integer[] grams) {}

    private Cut cut(String folded) {
      SearchText parsed = SearchText.ofFolded(folded);
      Set<Integer> held = new LinkedHashSet<>();
      for (String run : parsed.hanTokens()) {
        for (int gram : grams(run)) {
          held.add(gram);
        }
        run.chars().forEach(held::add);
      }
      return new Cut(parsed.words(), parsed.hanTokens(), held.toArray(Integer[]::new));
    }

    private void index(String folded, int number, StringBuilder text) {
      Cut cut = cuts.computeIfAbsent(folded, this::cut);
      cut.words().forEach(word -> words.add(word, number));
      for (String run : cut.runs()) {
        if (text.indexOf(run) < 0) {
          text.append(run).append('\n');
        }
      }
      for (Integer gram : cut.grams()) {
        grams.add(gram, number);
      }
    }

    private List<String> synonyms(String folded) {
      List<String> others = new ArrayList<>();
      for (String[] pair : synonyms) {
        if (folded.contains(pair[1])) {
          others.add(folded.replace(pair[1], pair[0]));
        }
      }
      return others;
    }

    /// Folding is what costs: Chinese characters fold one by one and are remembered, and so is
    /// whatever stands between them.
    private String fold(String text) {
      StringBuilder all = new StringBuilder(text.length());
      int begin = 0;
      for (int index = 0; index <= text.length(); index++) {
        boolean han = index < text.length() && SearchText.isHan(text.charAt(index));
        if (index < text.length() && !han) {
          continue;
        }
        if (index > begin) {
          all.append(folded.computeIfAbsent(text.substring(begin, index), Builder::foldRun));
        }
        if (han) {
          all.append(
              folded.computeIfAbsent(text.substring(index, index + 1), TextNormalizer::fold));
        }
        begin = index + 1;
      }
      return all.toString();
    }

    /// Plain ASCII has nothing to fold but its case, and the normalizer takes its time over it.
    private static String foldRun(String run) {
      return run.chars().allMatch(c -> c < 128)
          ? run.toLowerCase(Locale.ROOT)
          : TextNormalizer.fold(run);
    }
  }

  /// Sorted lists of item numbers; items are added in order.
  private static final class Postings<K> {

    private final Map<K, int[]> lists = new HashMap<>();

    void add(K key, int item) {
      int[] list = lists.get(key);
      if (list == null) {
        lists.put(key, new int[] {1, item});
        return;
      }
      int count = list[0];
      if (list[count] == item) {
        return;
      }
      if (count + 1 == list.length) {
        list = Arrays.copyOf(list, list.length * 2);
        lists.put(key, list);
      }
      list[0] = count + 1;
      list[count + 1] = item;
    }

    Map<K, int[]> arrays() {
      lists.replaceAll((key, list) -> Arrays.copyOfRange(list, 1, list[0] + 1));
      return lists;
    }
  }
}
