package tw.shouwang.api.directory.text;

import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.EntryContact;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LocalizedText;
import tw.shouwang.i18n.TextNormalizer;

/// Builds a [TextIndex] from every name, alias, number, place and word of the entries.
public final class TextIndexBuilder {

  private static final List<Language> INDEXED = List.of(Language.ZH_TW, Language.EN);

  private final Function<String, List<Entry>> predecessors;
  private final int size;
  private final List<String[]> synonyms;
  private final PostingList.Collector<String> exact = new PostingList.Collector<>();
  private final PostingList.Collector<String> words = new PostingList.Collector<>();
  private final PostingList.Collector<Integer> grams = new PostingList.Collector<>();
  private final String[] han;
  private final Set<String> areaNames = new LinkedHashSet<>();
  private final Map<String, String> folded = new HashMap<>();
  private final Map<String, Cut> cuts = new HashMap<>();

  private TextIndexBuilder(
      int size,
      Collection<Area> areas,
      Function<String, List<Entry>> predecessors,
      List<List<String>> synonyms) {
    this.size = size;
    this.predecessors = predecessors;
    this.han = new String[size];
    this.synonyms =
        synonyms.stream()
            .map(pair ->
                new String[] {
                  TextNormalizer.fold(pair.getFirst()), TextNormalizer.fold(pair.getLast())
                })
            .toList();
    for (Area area : areas) {
      area.spellings().forEach(this::areaName);
    }
  }

  private void areaName(String name) {
    String text = TextNormalizer.fold(name);
    if (!text.isEmpty() && SearchText.isHan(text.charAt(0))) {
      areaNames.add(text);
    }
  }

  /// @param inOrder the entries; an entry's index in the list is its number
  /// @param predecessors the entries that the one with this key replaced, by key
  /// @param synonyms pairs: a word, and the word of the entries that it stands for
  public static TextIndex build(
      List<Entry> inOrder,
      Collection<Area> areas,
      Function<String, List<Entry>> predecessors,
      List<List<String>> synonyms) {
    TextIndexBuilder builder = new TextIndexBuilder(inOrder.size(), areas, predecessors, synonyms);
    for (int number = 0; number < inOrder.size(); number++) {
      builder.add(inOrder.get(number), number);
    }
    return builder.index();
  }

  private TextIndex index() {
    return new TextIndex(
        size,
        exact.postings(size),
        new Vocabulary(words.postings(size)),
        grams.postings(size),
        new HanTexts(Arrays.asList(han)),
        List.copyOf(areaNames));
  }

  private void add(Entry entry, int number) {
    StringBuilder text = new StringBuilder();
    describe(entry, number, text);
    List<Entry> replaced = new ArrayList<>(predecessors.apply(entry.key()));
    for (int index = 0; index < replaced.size() && index < 20; index++) {
      Entry predecessor = replaced.get(index);
      describe(predecessor, number, text);
      replaced.addAll(predecessors.apply(predecessor.key()));
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
      // A tip line is found only by its name and number: a search for help with drugs must not lead
      // to the police.
      return;
    }
    names.forEach(name -> {
      words(name, number, text);
      synonyms(fold(name)).forEach(other -> index(other, number, text));
    });
    purpose(entry.purpose(), number, text);
    words(entry.agency(), number, text);
    entry.languages().forEach(tag -> language(tag, number, text));
    for (Entry.Coverage covered : entry.coverage()) {
      place(covered.area(), number, text);
      place(covered.area().county(), number, text);
    }
  }

  /// Indexes a language's names, because people search for help in a language by its name. Chinese
  /// is left out, because every line has it.
  private void language(String tag, int number, StringBuilder text) {
    ULocale spoken = ULocale.forLanguageTag(tag);
    if (spoken.getLanguage().equals("zh")) {
      return;
    }
    String chinese = spoken.getDisplayLanguage(Language.ZH_TW.locale());
    words(chinese, number, text);
    words(chinese.replace('文', '語'), number, text);
    words(spoken.getDisplayLanguage(Language.EN.locale()), number, text);
    words(spoken.getDisplayLanguage(spoken), number, text);
  }

  private void place(Area area, int number, StringBuilder text) {
    words(area.name(), number, text);
    if (area.parent() != null) {
      // A county's former name often belongs to its neighbour: 臺北縣 is not in 臺北市.
      area.aliases().forEach(alias -> words(alias, number, text));
    }
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

  /// In Chinese and English only: in other languages purposes contain short common words, so a
  /// search for a place would find every entry with "hubungi".
  private void purpose(@Nullable LocalizedText purpose, int number, StringBuilder text) {
    if (purpose != null) {
      for (Language language : INDEXED) {
        String words = purpose.texts().get(language);
        if (words != null) {
          words(words, number, text);
        }
      }
    }
  }

  /// Caches the parts of texts, because purposes, agencies and places repeat from entry to entry.
  private record Cut(List<String> words, List<String> runs, Integer[] grams) {}

  private Cut cut(String folded) {
    SearchText parsed = SearchText.ofFolded(folded);
    Set<Integer> held = new LinkedHashSet<>();
    for (String run : parsed.hanTokens()) {
      for (int gram : TextIndex.grams(run)) {
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
        text.append(run).append(HanTexts.END);
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

  /// Folds a text. Folding is slow, so the results for single Chinese characters and for the runs
  /// between them are cached.
  private String fold(String text) {
    StringBuilder all = new StringBuilder(text.length());
    int begin = 0;
    for (int index = 0; index <= text.length(); index++) {
      boolean han = index < text.length() && SearchText.isHan(text.charAt(index));
      if (index < text.length() && !han) {
        continue;
      }
      if (index > begin) {
        all.append(folded.computeIfAbsent(text.substring(begin, index), TextIndexBuilder::foldRun));
      }
      if (han) {
        all.append(folded.computeIfAbsent(text.substring(index, index + 1), TextNormalizer::fold));
      }
      begin = index + 1;
    }
    return all.toString();
  }

  /// Fast path: plain ASCII needs only lower case and not the slow normalizer.
  private static String foldRun(String run) {
    return run.chars().allMatch(c -> c < 128)
        ? run.toLowerCase(Locale.ROOT)
        : TextNormalizer.fold(run);
  }
}
