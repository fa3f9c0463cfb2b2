package tw.shouwang.api.directory.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The lexicon as a text file for people: a line for each group, `says suicide th: …, …`, with the
/// kind, its meaning if it has one, the language, and the phrases separated by commas. Empty lines
/// and lines that start with `#` are ignored. Several lines of one group form one group.
public final class LexiconFile {

  private LexiconFile() {}

  /// @throws IllegalArgumentException with the number of the unreadable line
  public static List<LexiconGroup> parse(String text) {
    Map<String, LexiconGroup> groups = new LinkedHashMap<>();
    int number = 0;
    for (String line : text.split("\\R")) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        LexiconGroup group = group(line, number);
        groups.merge(group.key(), group, LexiconFile::joined);
      }
    }
    return List.copyOf(groups.values());
  }

  /// The text that [#parse] reads, a line for each group.
  public static String written(List<LexiconGroup> groups) {
    StringBuilder text = new StringBuilder();
    for (LexiconGroup group : groups) {
      text.append(group.kind().name().toLowerCase(Locale.ROOT));
      text.append(group.what() == null ? " " : " " + group.what() + " ");
      text.append(group.language()).append(": ");
      text.append(String.join(", ", group.phrases())).append('\n');
    }
    return text.toString();
  }

  private static LexiconGroup group(String line, int number) {
    int colon = line.indexOf(':');
    String[] head = colon < 0 ? new String[0] : line.substring(0, colon).strip().split("\\s+");
    try {
      LexiconGroup.Kind kind = LexiconGroup.Kind.valueOf(head[0].toUpperCase(Locale.ROOT));
      List<String> phrases =
          Arrays.stream(line.substring(colon + 1).split("[,，]"))
              .map(String::strip)
              .filter(phrase -> !phrase.isEmpty())
              .toList();
      return new LexiconGroup(
          kind, head.length == 3 ? head[1] : null, head[head.length - 1], phrases);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("line " + number + " of the lexicon cannot be read", e);
    }
  }

  private static LexiconGroup joined(LexiconGroup one, LexiconGroup other) {
    Set<String> phrases = new LinkedHashSet<>(one.phrases());
    phrases.addAll(other.phrases());
    return new LexiconGroup(one.kind(), one.what(), one.language(), new ArrayList<>(phrases));
  }
}
