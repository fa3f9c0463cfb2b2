package tw.shouwang.api.directory.text;

import java.util.Map;

/// Maps two spellings of an English word to one, and a plural in -ies to its singular.
final class Spellings {

  private static final Map<String, String> ENDS =
      Map.of(
          "elling", "eling", "ellor", "elor", "elled", "eled", "entre", "enter", "abour", "abor",
          "isation", "ization", "ogramme", "ogram");

  private Spellings() {}

  static String one(String word) {
    if (word.length() > 4 && word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    String stem = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    for (Map.Entry<String, String> end : ENDS.entrySet()) {
      if (stem.length() > end.getKey().length() && stem.endsWith(end.getKey())) {
        return stem.substring(0, stem.length() - end.getKey().length())
            + end.getValue()
            + word.substring(stem.length());
      }
    }
    return word;
  }
}
