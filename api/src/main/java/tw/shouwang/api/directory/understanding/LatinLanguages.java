package tw.shouwang.api.directory.understanding;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Tells apart the languages in Latin letters by their commonest words, so that a phrase is looked
/// for in its own language only: without its marks, the Vietnamese word for mother is the English
/// "me", and the one for debt is "no".
///
/// The words are those of the corpus that occur in at least 97 of 100 cases in one of the four.
final class LatinLanguages {

  /// How many words of other languages a text must hold, and none of its own, before a language is
  /// ruled out.
  static final int RULED_OUT_BY = 2;

  private static final Map<String, List<String>> WORDS =
      Map.of(
          "en",
              words(
                  "again all and are but by cant dont door every for from get girl got guy has have"
                      + " her here hes him his how husband i if in is kid kids mom money mother my"
                      + " near need not now one only our says she sleep someone they three told two"
                      + " us want wants we what when where will with wont"),
          "fil",
              words(
                  "ako alaga alam amo ang ano anong aq araw asawa ayaw bahay bata bukas d daw gabi"
                      + " gusto hindi isa isang kahit kamay kaming kong kung kwarto lahat lola mag"
                      + " mga na nag naka naman namin nanay nasa ng ngayon ni nila nung oras pa pag"
                      + " pang para pero pinto sa sabi sahod sakin sya tapos ung wala walang yung"),
          "id",
              words(
                  "abis ada aja aku anakku bawa bayar bilang bisa boleh buat bulan cuma dari depan"
                      + " disuruh duit gaji gak hari hp ini jam kalo kamar kapal katanya keluar"
                      + " kerja majikan makan malem masih masuk mati minta nangis nenek orang"
                      + " pabrik pake pas pengen rumah sama sampe saya semua skrg suami takut"
                      + " tangan tapi temen terus tiap tidur udah ya yg"),
          "vi",
              words(
                  "ban bao bi bo ca chi cho chong chu co con cu cua cung dang danh dau dem doi dung"
                      + " duoc em gi gio goi het khong la lai lam mat minh moi muon nam nao nay"
                      + " ngay nguoi nha noi ong phong qua roi tay thang thay thi tien tieng toi"
                      + " trong tu ve viet vo voi xe xuong"));

  private LatinLanguages() {}

  private static List<String> words(String words) {
    return List.of(words.split(" "));
  }

  /// The words by language, in the form of the file for devices.
  static Map<String, List<String>> written() {
    return new TreeMap<>(WORDS);
  }

  /// The languages that a folded text is certainly not written in.
  static Set<String> ruledOut(String text) {
    Set<String> held = new HashSet<>(Arrays.asList(text.strip().split(" ")));
    Map<String, Integer> counts = new TreeMap<>();
    WORDS.forEach((language, words) ->
        counts.put(language, (int) words.stream().filter(held::contains).count()));
    boolean certain = counts.values().stream().anyMatch(count -> count >= RULED_OUT_BY);
    return certain
        ? counts.entrySet().stream()
            .filter(entry -> entry.getValue() == 0)
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }
}
