package tw.shouwang.api.directory.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.PhoneNumber;
import tw.shouwang.i18n.TextNormalizer;

/// A text prepared for the index: folded, split into runs of Chinese characters and into words, and
/// read as a number if it is little else.
///
/// @param compact letters and digits only, for comparison with whole names
/// @param number the number in the text, if there is little else
/// @param joined the same without hyphens, Nei-hu as Neihu; null if it has none
public record SearchText(
    String compact,
    @Nullable PhoneNumber number,
    List<String> hanTokens,
    List<String> words,
    @Nullable SearchText joined) {

  private static final int SHORTEST_EXTENSION = 3;
  private static final Pattern DIGITS = Pattern.compile("[0-9][0-9-]*");
  private static final Pattern HYPHEN = Pattern.compile("(?<=[a-z])['’]?[-‐-―]['’]?(?=[a-z])");

  public static SearchText of(String typed) {
    String folded = ChineseDigits.toDigits(TextNormalizer.fold(typed));
    SearchText parsed = ofFolded(folded);
    String joined = HYPHEN.matcher(folded).replaceAll("");
    List<String> words = parsed.words.stream().filter(word -> !StopWords.isFiller(word)).toList();
    boolean onlyFillers = words.isEmpty() && parsed.hanTokens.isEmpty();
    return new SearchText(
        parsed.compact,
        PhoneNumber.lookedFor(folded).orElse(null),
        parsed.hanTokens,
        onlyFillers ? parsed.words : words,
        joined.equals(folded) ? null : of(joined));
  }

  /// Words in Latin letters that say nothing beside what is searched for.
  public static List<String> fillers() {
    return StopWords.latin();
  }

  /// The same without filler words around the searched term, such as 的電話號碼.
  SearchText withoutFillers() {
    List<String> han =
        hanTokens.stream().flatMap(token -> StopWords.without(token).stream()).toList();
    return new SearchText(bare(han, words), number, han, words, joined);
  }

  /// The searched term without filler words: help, from "I need help".
  String bare() {
    return bare(hanTokens, words);
  }

  private static String bare(List<String> hanTokens, List<String> words) {
    return String.join("", hanTokens) + String.join("", words);
  }

  static SearchText ofFolded(String folded) {
    List<String> han = new ArrayList<>();
    List<String> words = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    boolean hanRun = false;
    for (int index = 0; index <= folded.length(); index++) {
      char c = index < folded.length() ? folded.charAt(index) : ' ';
      if (c == '\'' || c == '’' || (c == '-' && betweenDigits(folded, index))) {
        continue;
      }
      boolean part = isPart(c);
      if (!run.isEmpty() && (!part || isHan(c) != hanRun)) {
        if (hanRun) {
          han.add(run.toString());
        } else {
          words.add(Spellings.one(run.toString()));
        }
        run.setLength(0);
      }
      if (part) {
        hanRun = isHan(c);
        run.append(c);
      }
    }
    return new SearchText(compact(folded), null, han, words, null);
  }

  boolean isEmpty() {
    return hanTokens.isEmpty() && words.isEmpty();
  }

  static boolean isHan(char c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || c == 0x3005
        || c == 0x3007;
  }

  /// Whether it contains only digits, perhaps too few for a number.
  public boolean isDigits() {
    return hanTokens.isEmpty() && !words.isEmpty() && words.stream().allMatch(SearchText::isNumber);
  }

  static boolean isNumber(String word) {
    return !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  public static String compact(String folded) {
    StringBuilder letters = new StringBuilder(folded.length());
    for (int index = 0; index < folded.length(); index++) {
      if (isPart(folded.charAt(index))) {
        letters.append(folded.charAt(index));
      }
    }
    return letters.toString();
  }

  /// A name, and its variants without its number and without the brackets or their content, because
  /// people know 1925 安心專線 as 安心專線.
  public static Set<String> nameVariants(String folded) {
    Set<String> variants = new LinkedHashSet<>();
    variants.add(folded);
    int open = folded.indexOf('(');
    int close = folded.indexOf(')', open + 1);
    List<String> parts = new ArrayList<>();
    if (open >= 0 && close > open) {
      parts.add(folded.substring(0, open) + folded.substring(close + 1));
      parts.add(folded.substring(open + 1, close));
    } else {
      parts.add(folded);
    }
    for (String part : parts) {
      variants.add(part);
      variants.add(DIGITS.matcher(part).replaceAll(" ").strip());
    }
    variants.removeIf(variant -> compact(variant).length() < 2);
    return variants;
  }

  /// A number's typed variants: whole, without its area code, its extension alone.
  static Set<String> numberSpellings(String dial) {
    Set<String> spellings = new LinkedHashSet<>();
    PhoneNumber.of(dial)
        .ifPresent(number -> {
          spellings.add(withExtension(number));
          String local = number.localDigits();
          if (local != null) {
            spellings.add(local);
          }
          if (number.extension() != null && number.extension().length() >= SHORTEST_EXTENSION) {
            spellings.add(number.extension());
          }
        });
    return spellings;
  }

  static String withExtension(PhoneNumber number) {
    return number.digits() + (number.extension() == null ? "" : number.extension());
  }

  private static boolean isPart(char c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean betweenDigits(String text, int index) {
    return index > 0
        && index + 1 < text.length()
        && isDigit(text.charAt(index - 1))
        && isDigit(text.charAt(index + 1));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
