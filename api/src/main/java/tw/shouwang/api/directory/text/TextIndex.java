package tw.shouwang.api.directory.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// Finds entries by typed text: a number with or without dashes and area code, a name, an alias, a
/// place, a word of the purpose; in Chinese without spaces or in Latin letters; with a typing
/// mistake if nothing better matches. Names of a superseded entry find its replacement.
///
/// @param size the number of entries
/// @param exact entries by their whole name
/// @param vocabulary words in Latin letters, and numbers
/// @param grams entries by each Chinese character and each pair of characters
/// @param han for each entry all its Chinese texts
/// @param areaNames Chinese names of areas, the longest first
public record TextIndex(
    int size,
    Map<String, PostingList> exact,
    Vocabulary vocabulary,
    Map<Integer, PostingList> grams,
    HanTexts han,
    List<String> areaNames) {

  /// How well a text matches. NONE is no match; of the others the best comes first.
  public static final byte NONE = 0;

  public static final byte EXACT = 1;
  public static final byte ALL_WORDS = 2;
  static final byte PART = 3;
  public static final byte TYPO = 4;

  public TextIndex {
    areaNames =
        areaNames.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /// How the text matches each entry, by number. Strict attempts come first, then more lenient
  /// ones. Rarity of words is computed over the whole directory, so that a filter by area does not
  /// change whether an entry matches.
  ///
  /// @param listed which entries a list may show
  /// @param generously whether entries that contain most of the text count as a last resort
  public byte[] match(SearchText text, IntPredicate listed, boolean generously) {
    return new TextMatching(this, null, listed).match(text, generously);
  }

  /// How the text matches each entry, by number, in the strict attempts only.
  public byte[] plainly(SearchText text, IntPredicate listed) {
    return new TextMatching(this, null, listed).plainly(text);
  }

  /// The entries whose name, key, number or alias is exactly the whole text.
  public int[] called(SearchText text) {
    PostingList items = exact.get(text.compact());
    return items == null ? new int[0] : items.numbers();
  }

  /// The pairs of characters of a text, or its only character.
  static int[] grams(String token) {
    if (token.length() == 1) {
      return new int[] {token.charAt(0)};
    }
    int[] grams = new int[token.length() - 1];
    for (int index = 0; index < grams.length; index++) {
      grams[index] = token.charAt(index) << 16 | token.charAt(index + 1);
    }
    return grams;
  }

  /// Separates known place names in a text without spaces: 台北市大安區社福 is a city, a district, a word.
  List<String> segments(String token) {
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
}
