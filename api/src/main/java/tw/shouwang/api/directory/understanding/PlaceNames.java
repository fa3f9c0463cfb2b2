package tw.shouwang.api.directory.understanding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tw.shouwang.api.directory.entries.Area;

/// The names of areas in a text. They say where, as the filter's `area` does, and are taken out
/// before anything else is read.
///
/// A name that two areas share says nothing about which; it is taken out all the same.
public final class PlaceNames {

  private static final List<String> BEFORE_HAN =
      List.of("我人在", "我住在", "我住", "我在", "人在", "住在", "在", "住");
  private static final List<String> AFTER_HAN = List.of("这边", "那边", "这里", "附近");
  private static final List<String> BEFORE_LATIN =
      List.of(
          "here in", "i live in", "live in", "in", "at", "near", "di", "sa", "o", "tai", "from");
  private static final List<String> BEFORE_THAI = List.of("อยู่ที่", "อยู่", "ที่", "ใน", "แถว");

  /// @param areas the codes of the areas that are called so
  private record Name(String text, List<String> areas) {}

  /// A text without the places in it.
  ///
  /// @param areas the codes of the areas that are named, each name's own
  record Found(String rest, List<List<String>> areas) {}

  private final Map<Character, List<Name>> byFirst = new HashMap<>();

  private PlaceNames(Map<String, List<String>> names) {
    names.forEach((text, areas) ->
        byFirst
            .computeIfAbsent(text.charAt(0), any -> new ArrayList<>())
            .add(new Name(text, areas)));
    byFirst
        .values()
        .forEach(list ->
            list.sort(
                Comparator.comparingInt((Name name) -> -name.text().length())
                    .thenComparing(Name::text)));
  }

  public static PlaceNames of(Collection<Area> areas) {
    Map<String, List<String>> names = new HashMap<>();
    for (Area area : areas) {
      for (String spelling : area.spellings()) {
        String folded = Plain.folded(spelling).strip();
        if (folded.length() >= 2) {
          names.computeIfAbsent(folded, any -> new ArrayList<>()).add(area.code());
        }
      }
    }
    names.values().forEach(codes -> codes.sort(Comparator.naturalOrder()));
    return new PlaceNames(names);
  }

  /// @param text folded, one space at each end
  Found takenFrom(String text) {
    StringBuilder rest = new StringBuilder(text.length());
    List<List<String>> areas = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      Name name = nameAt(text, at);
      if (name == null) {
        rest.append(text.charAt(at++));
        continue;
      }
      areas.add(name.areas());
      at += name.text().length();
      dropBefore(rest, name.text());
      at = skipAfter(text, at);
      if (rest.isEmpty() || rest.charAt(rest.length() - 1) != Folding.SPACE) {
        boolean joined =
            !rest.isEmpty()
                && at < text.length()
                && Folding.isUnspaced(rest.charAt(rest.length() - 1))
                && Folding.isUnspaced(text.charAt(at));
        if (!joined) {
          rest.append(Folding.SPACE);
        }
      }
      while (at < text.length()
          && text.charAt(at) == Folding.SPACE
          && !rest.isEmpty()
          && rest.charAt(rest.length() - 1) == Folding.SPACE) {
        at++;
      }
    }
    return new Found(rest.toString(), areas);
  }

  private @org.jspecify.annotations.Nullable Name nameAt(String text, int at) {
    for (Name name : byFirst.getOrDefault(text.charAt(at), List.of())) {
      if (Words.standsAt(text, name.text(), at, false)) {
        return name;
      }
    }
    return null;
  }

  private static void dropBefore(StringBuilder rest, String name) {
    char first = name.charAt(0);
    List<String> before =
        Folding.isHan(first) ? BEFORE_HAN : Folding.isThai(first) ? BEFORE_THAI : BEFORE_LATIN;
    String spaced = Folding.isUnspaced(first) ? "" : " ";
    for (String word : before) {
      String begin = spaced + word + spaced;
      if (rest.length() >= begin.length()
          && rest.substring(rest.length() - begin.length()).equals(begin)) {
        rest.setLength(rest.length() - word.length() - spaced.length());
        return;
      }
    }
  }

  private static int skipAfter(String text, int at) {
    for (String word : AFTER_HAN) {
      if (text.startsWith(word, at)) {
        return at + word.length();
      }
    }
    return at;
  }
}
