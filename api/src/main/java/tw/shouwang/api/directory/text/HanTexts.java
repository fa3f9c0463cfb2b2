package tw.shouwang.api.directory.text;

import java.util.List;

/// All Chinese texts of all entries, concatenated in one string, because a scan of one string is
/// faster than random access to many.
final class HanTexts {

  /// Separates two texts; no searched text contains it.
  static final char END = '\n';

  private final char[] all;
  private final int[] begins;

  HanTexts(List<String> texts) {
    begins = new int[texts.size() + 1];
    for (int entry = 0; entry < texts.size(); entry++) {
      begins[entry + 1] = begins[entry] + texts.get(entry).length();
    }
    all = new char[begins[texts.size()]];
    for (int entry = 0; entry < texts.size(); entry++) {
      texts.get(entry).getChars(0, texts.get(entry).length(), all, begins[entry]);
    }
  }

  boolean holds(int entry, String wanted) {
    char first = wanted.charAt(0);
    int last = begins[entry + 1] - wanted.length();
    for (int at = begins[entry]; at <= last; at++) {
      if (all[at] == first && differences(at, wanted, 0) == 0) {
        return true;
      }
    }
    return false;
  }

  /// Whether an entry contains the text with one character wrong.
  boolean holdsNearly(int entry, String typed) {
    int last = begins[entry + 1] - typed.length();
    for (int at = begins[entry]; at <= last; at++) {
      if (differences(at, typed, 1) <= 1) {
        return true;
      }
    }
    return false;
  }

  /// The number of different characters. Stops above `allowed`, and at the end of a text.
  private int differences(int at, String wanted, int allowed) {
    int differences = 0;
    for (int index = 0; index < wanted.length() && differences <= allowed; index++) {
      char here = all[at + index];
      if (here == END) {
        return allowed + 1;
      }
      differences += here == wanted.charAt(index) ? 0 : 1;
    }
    return differences;
  }
}
