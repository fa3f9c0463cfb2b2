package tw.shouwang.api.directory.understanding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tw.shouwang.api.directory.entries.Area;

/// Finds names of areas in a text. They say where, as the filter's `area` does, and are removed
/// before the text is read further.
///
/// For a name of several areas all are returned; the caller decides by the other names. A district
/// with the name of an everyday word, such as 成功 or 安樂, counts only if its county is named too.
public final class PlaceNames {

  private static final List<String> BEFORE_HAN =
      List.of("我人在", "我住在", "我住", "我在", "人在", "住在", "在", "住");
  private static final List<String> AFTER_HAN = List.of("这边", "那边", "这里", "附近");
  private static final List<String> BEFORE_LATIN =
      List.of(
          "dito sa",
          "d2 sa",
          "di daerah",
          "here in",
          "i live in",
          "live in",
          "in",
          "at",
          "near",
          "di",
          "sa",
          "o",
          "tai",
          "from");
  private static final List<String> BEFORE_THAI = List.of("อยู่ที่", "อยู่", "ที่", "ใน", "แถว");

  /// Names of districts that usually mean something else: 安樂死, 新興毒品, 大肚子, 這個大社區, 其中區別.
  private static final Set<String> EVERYDAY_WORDS =
      Stream.of(
              "安樂 暖暖 新興 三民 成功 和平 太平 清水 大肚 大社 大社區 新社 新社區 中區 東區 西區 南區 北區 山上 安定",
              "新市 大內 將軍 北門 後壁 東山 官田 永安 橋頭 內門 大樹 茂林 桃源 觀音 復興 大園 大城 大村 田中 田尾",
              "花壇 北斗 社頭 和美 秀水 國姓 魚池 水里 名間 中寮 仁愛 大湖 西湖 公館 造橋 銅鑼 頭屋 三灣 三義 香山",
              "寶山 橫山 五峰 關西 湖口 水上 大林 大埔 新港 溪口 太保 布袋 六腳 東石 土庫 水林 林內 長治 高樹 林邊",
              "新園 琉球 滿州 春日 獅子 牡丹 冬山 三星 五結 員山 光復 新城 吉安 富里 東河 池上 關山 白沙 望安 七美",
              "金城 金沙 前鎮")
          .flatMap(line -> Stream.of(line.split(" ")))
          .map(word -> Plain.folded(word).strip())
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern KIND_OF_COUNTY = Pattern.compile(" (city|county)$");

  /// @param areas the codes of the areas of this name
  /// @param counties the names of their counties, one of which must be in the text too; empty if
  ///   that does not matter
  private record Name(String text, List<String> areas, Set<String> counties) {

    boolean holdsIn(String whole) {
      return counties.isEmpty() || counties.stream().anyMatch(whole::contains);
    }
  }

  /// A text without its place names.
  ///
  /// @param areas for each name in the text, the codes of its areas
  record Found(String rest, List<List<String>> areas) {}

  private final Map<Character, List<Name>> byFirst = new HashMap<>();

  private PlaceNames(Map<String, Set<Area>> names) {
    names.forEach((text, areas) ->
        byFirst
            .computeIfAbsent(text.charAt(0), any -> new ArrayList<>())
            .add(
                new Name(
                    text,
                    areas.stream().map(Area::code).sorted().toList(),
                    EVERYDAY_WORDS.contains(text) ? counties(areas) : Set.of())));
    byFirst
        .values()
        .forEach(list ->
            list.sort(
                Comparator.comparingInt((Name name) -> -name.text().length())
                    .thenComparing(Name::text)));
  }

  public static PlaceNames of(Collection<Area> areas) {
    Map<String, Set<Area>> names = new HashMap<>();
    for (Area area : areas) {
      for (String name : namesOf(area)) {
        names.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(area);
      }
    }
    return new PlaceNames(names);
  }

  /// Folded names. A county's Latin name may also lack the word for its kind; a district's may not,
  /// because "East" and "Bali" are words.
  private static Set<String> namesOf(Area area) {
    Set<String> names = new LinkedHashSet<>();
    for (String spelling : area.spellings()) {
      String folded = Plain.folded(spelling).strip();
      if (folded.length() >= 2) {
        names.add(folded);
        if (area.parent() == null) {
          names.add(KIND_OF_COUNTY.matcher(folded).replaceFirst(""));
        }
      }
    }
    return names;
  }

  private static Set<String> counties(Set<Area> areas) {
    Set<String> counties = new LinkedHashSet<>();
    areas.forEach(area -> counties.addAll(namesOf(area.county())));
    return counties;
  }

  /// The names in the form of the file for devices.
  List<UnderstandingParts.Place> written() {
    return byFirst.values().stream()
        .flatMap(List::stream)
        .map(name ->
            new UnderstandingParts.Place(
                name.text(), name.areas(), name.counties().stream().sorted().toList()))
        .sorted(Comparator.comparing(UnderstandingParts.Place::name))
        .toList();
  }

  /// The words removed together with a name: before one in Chinese, in Thai, in Latin letters, and
  /// after any.
  static List<List<String>> beside() {
    return List.of(BEFORE_HAN, BEFORE_THAI, BEFORE_LATIN, AFTER_HAN);
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
      if (Words.standsAt(text, name.text(), at, false) && name.holdsIn(text)) {
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
