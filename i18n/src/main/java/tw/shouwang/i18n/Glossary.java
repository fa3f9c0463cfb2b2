package tw.shouwang.i18n;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One language's words for recurring terms (receipt code, report, refer), so that a thing has one
/// name in all messages. File: `messages/glossary/<language>.properties`, with `<term>.say` and
/// `<term>.not`, alternatives separated by `|`.
///
/// Rules: if a message's Traditional Chinese has one of a term's Chinese words, the translation has
/// one of the term's words in `say`. No text has a word of `not`.
public final class Glossary {

  private final List<Term> terms;

  private Glossary(List<Term> terms) {
    this.terms = terms;
  }

  /// @param name the term's name in the file, e.g. `receipt-code`
  /// @param master the Traditional Chinese words for it
  /// @param say this language's words for it, the best first
  /// @param never words that mean something else, or that hurt
  public record Term(String name, List<String> master, List<String> say, List<String> never) {

    public Term {
      master = List.copyOf(master);
      say = List.copyOf(say);
      never = List.copyOf(never);
    }
  }

  public static Glossary of(Language language) {
    Properties master = read(Language.ZH_TW);
    Properties own = read(language);
    List<Term> terms = new ArrayList<>();
    for (String key : new TreeSet<>(own.stringPropertyNames())) {
      if (key.endsWith(".say")) {
        String name = key.substring(0, key.length() - ".say".length());
        terms.add(new Term(name, words(master, key), words(own, key), words(own, name + ".not")));
      }
    }
    return new Glossary(List.copyOf(terms));
  }

  public List<Term> terms() {
    return terms;
  }

  /// Where a text breaks the glossary's rules, one sentence each; empty if nowhere.
  public List<String> problems(String master, String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    List<String> problems = new ArrayList<>();
    for (Term term : terms) {
      if (in(term.master(), master) && !in(term.say(), folded)) {
        problems.add("The glossary calls this " + term.say() + ", which the text does not say.");
      }
      term.never().stream()
          .map(word -> word.toLowerCase(Locale.ROOT))
          .filter(word -> without(term.say(), word, folded).contains(word))
          .forEach(word -> problems.add("The glossary never says \"" + word + "\"."));
    }
    return problems;
  }

  private static boolean in(List<String> words, String text) {
    return words.stream().anyMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
  }

  /// A forbidden word may be part of a right one: "receipt code" is right and "receipt" alone is
  /// not. So the right words are removed before the search.
  private static String without(List<String> right, String wrong, String text) {
    String rest = text;
    for (String word : right) {
      String folded = word.toLowerCase(Locale.ROOT);
      rest = folded.contains(wrong) ? rest.replace(folded, "") : rest;
    }
    return rest;
  }

  private static Properties read(Language language) {
    return PropertiesFile.read("/messages/glossary/" + language.tag() + ".properties");
  }

  private static List<String> words(Properties glossary, String key) {
    String line = glossary.getProperty(key, "");
    return Stream.of(line.split("\\|")).map(String::strip).filter(word -> !word.isEmpty()).toList();
  }
}
