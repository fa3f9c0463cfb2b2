package tw.shouwang.api.directory.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tw.shouwang.i18n.TextNormalizer;

/// Filler words around a searched term, which must not count as a match.
final class StopWords {

  private static final Set<String> WORDS =
      Set.of(
          "a",
          "address",
          "am",
          "an",
          "and",
          "any",
          "at",
          "by",
          "call",
          "can",
          "contact",
          "do",
          "find",
          "for",
          "from",
          "get",
          "have",
          "hours",
          "how",
          "i",
          "im",
          "in",
          "is",
          "it",
          "me",
          "my",
          "near",
          "need",
          "number",
          "of",
          "on",
          "or",
          "please",
          "phone",
          "someone",
          "somebody",
          "tel",
          "telephone",
          "the",
          "there",
          "to",
          "want",
          "what",
          "where",
          "who",
          "with",
          "you");

  private static final List<String> CHINESE =
      Arrays.stream(
              ("電話號碼 專線號碼 聯絡電話 分機 服務時間 怎麼聯絡 怎麼辦 怎麼打 在哪裡 有沒有 電話 號碼 地址 怎麼 如何"
                      + " 哪裡 在哪 請問 查詢 我要 我想 想要 想找 可以 幾號 幾點 求助 附近 需要 幫忙 幫我 請 找 的 嗎 呢 了 我")
                  .split(" "))
          .map(TextNormalizer::fold)
          .sorted(Comparator.comparingInt(String::length).reversed())
          .toList();

  private StopWords() {}

  static boolean isFiller(String word) {
    return WORDS.contains(word);
  }

  static List<String> latin() {
    return WORDS.stream().sorted().toList();
  }

  /// The parts of a run of Chinese characters that remain when stop words are removed.
  static List<String> without(String token) {
    List<String> rest = new ArrayList<>(List.of(token));
    for (String filler : CHINESE) {
      rest =
          rest.stream()
              .flatMap(part -> Arrays.stream(part.split(filler, -1)))
              .filter(part -> !part.isEmpty())
              .toList();
    }
    return rest;
  }
}
