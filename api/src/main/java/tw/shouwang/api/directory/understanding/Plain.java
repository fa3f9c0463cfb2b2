package tw.shouwang.api.directory.understanding;

import java.util.List;
import java.util.regex.Pattern;

/// A text as both readers see it: folded, without punctuation, laughing letters, place names,
/// sentence endings, and a question at the end about what to do. Texts that differ only in these
/// are equal, so such additions cannot hide a meaning.
///
/// @param text words with one space between them and at both ends; no spaces between characters of
///   scripts without spaces; one space if nothing is said
/// @param whole the same with the endings of its last sentence
/// @param marks how its words in Latin letters were typed
/// @param areas for each name in the text, the codes of its areas
record Plain(String text, String whole, Marks marks, List<List<String>> areas) {

  /// How many characters of a text are read from its beginning, and as many from its end.
  static final int LONGEST = 500;

  /// How many Chinese characters a phrase keeps at least.
  static final int LEFT_AT_LEAST = 2;

  /// Emoticons and laughter in letters. None may be a word of a language: tát is to slap in
  /// Vietnamese.
  private static final Pattern LAUGHING =
      Pattern.compile(
          "(?<![a-z0-9])(q{2,}|x+d+|q[awo]q|[uo]w[uo]|t[wv]t|t"
              + " t|(ha){2,}h?|(he){2,}h?|(hu){2,}|(hi){2,}|hiks+|(hic ?)+|hix+|q q|0 0"
              + "|w{3,}|(wk){2,}w?|5{4,}|lo+l+|lmao|rofl|orz|gg|hmm+)(?![a-z0-9])");

  private static final Pattern PARTICLES_ANYWHERE = Pattern.compile("[啊喔噢耶唷喲哟哦欸诶呜唉啰啦]+|[哈呵嘻嘿]{2,}");
  private static final Pattern LAST =
      Pattern.compile(
          "(?<=.)([呢吧吗了呀咧嘞]+|[我该要]*怎么?办(才好)?|拜托|(?<= )((phai )?lam sao( day)?|(harus )?gimana|what"
              + " (do|should) i do|anong? gagawin("
              + " ko)?|po|opo|naman|nha|nhe|a|ah|dong|sih|deh|ya|kak|nih|pls|please|plz|tvt|lah|oi|ne|u|huhu)"
              + " |ครับ|ค่ะ|คะ|ค่า|คับ|ครัช|จ้า|จ้ะ|จ๊ะ|น้า|นะ|ฮะ|ฮับ|เลย|ทำ(ยัง)?ไงดี) ?$");

  /// The patterns that are removed from a folded text, in this order; devices use the same ones.
  static List<String> patterns() {
    return List.of(LAUGHING.pattern(), PARTICLES_ANYWHERE.pattern(), LAST.pattern());
  }

  static Plain of(String typed, PlaceNames places) {
    PlaceNames.Found found = places.takenFrom(quiet(folded(typed)));
    String whole = joined(found.rest());
    String text = closed(whole);
    return new Plain(text, whole, Marks.of(typed, text, whole), found.areas());
  }

  /// A phrase as it is looked for in texts. Its ending is removed only if enough is left: without
  /// their endings, 有了 (pregnant) was found in every text with 有 (have), and "tiền nhà" (rent) in
  /// every text about money.
  static String phrase(String written) {
    String whole = joined(quiet(folded(written)));
    String text = closed(whole);
    return text.strip().length() >= LEFT_AT_LEAST && Folding.isHan(text.strip().charAt(0))
        ? text.strip()
        : whole.strip();
  }

  /// Letters only, one space between words and at both ends.
  static String folded(String typed) {
    StringBuilder text = new StringBuilder(typed.length() + 2).append(Folding.SPACE);
    for (int index = 0; index < typed.length(); index++) {
      String letters = Folding.of(typed.charAt(index));
      boolean again = letters.equals(" ") && text.charAt(text.length() - 1) == Folding.SPACE;
      if (!again) {
        text.append(letters);
      }
    }
    if (text.charAt(text.length() - 1) != Folding.SPACE) {
      text.append(Folding.SPACE);
    }
    return text.toString();
  }

  private static String quiet(String folded) {
    String calm = LAUGHING.matcher(folded).replaceAll(" ");
    return joined(PARTICLES_ANYWHERE.matcher(calm).replaceAll(" "));
  }

  /// The text without the endings of its last sentence, repeatedly.
  private static String closed(String text) {
    String rest = text;
    while (true) {
      String shorter = joined(LAST.matcher(rest).replaceFirst(" "));
      if (shorter.equals(rest) || shorter.isBlank()) {
        return rest;
      }
      rest = shorter;
    }
  }

  /// One space at each end and between words, none in scripts without spaces.
  private static String joined(String text) {
    StringBuilder joined = new StringBuilder(text.length() + 2).append(Folding.SPACE);
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      char last = joined.charAt(joined.length() - 1);
      if (c == Folding.SPACE) {
        if (last != Folding.SPACE) {
          joined.append(c);
        }
        continue;
      }
      if (last == Folding.SPACE
          && joined.length() > 1
          && Folding.isUnspaced(c)
          && Folding.isUnspaced(joined.charAt(joined.length() - 2))) {
        joined.setLength(joined.length() - 1);
      }
      joined.append(c);
    }
    if (joined.charAt(joined.length() - 1) != Folding.SPACE) {
      joined.append(Folding.SPACE);
    }
    return joined.toString();
  }

  boolean isEmpty() {
    return text.isBlank();
  }

  /// The parts of a long text that are read: its beginning and its end.
  static List<String> parts(String typed) {
    return typed.length() <= LONGEST
        ? List.of(typed)
        : List.of(
            typed.substring(0, LONGEST),
            typed.substring(Math.max(LONGEST, typed.length() - LONGEST)));
  }
}
