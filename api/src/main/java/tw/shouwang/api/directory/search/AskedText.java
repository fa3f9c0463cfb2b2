package tw.shouwang.api.directory.search;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.text.SearchText;
import tw.shouwang.api.directory.understanding.Understood;
import tw.shouwang.i18n.TextNormalizer;

/// A typed text: its words for the index, and what is understood of it. If it is a number with a
/// word or two, only a crisis in the words of the lexicon is understood.
///
/// @param words null for a text too long to be a name; it is still understood
record AskedText(@Nullable SearchText words, Understood understood) {

  private static final int LONGEST_NAME = 200;
  private static final Pattern NUMBER = Pattern.compile("[+0-9()#-]+");
  private static final Pattern KIND_OF_AREA = Pattern.compile(" (city|county|district|township)$");

  static AskedText of(DirectorySnapshot snapshot, String typed, String asker) {
    SearchText words = typed.length() > LONGEST_NAME ? null : words(typed);
    boolean isNumber = words != null && (words.number() != null || words.isDigits());
    // The number is removed: it says nothing of a crisis told beside it, and would make the
    // crisis's phrase a small part of the text.
    String told = isNumber ? NUMBER.matcher(typed).replaceAll(" ") : typed;
    Understood understood =
        placeInOneWord(snapshot, words, asker)
            .orElseGet(() -> snapshot.understanding().read(told, asker));
    boolean tellsOfACrisis =
        words != null && !words.isDigits() && understood.stage() == Understood.Stage.CRISIS;
    boolean ignored = isNumber && !understood.said() && !tellsOfACrisis;
    return new AskedText(words, ignored ? Understood.NOTHING : understood);
  }

  /// What is understood of a place name that is typed in syllables, as Nei-hu: the same as of the
  /// name in one word.
  private static Optional<Understood> placeInOneWord(
      DirectorySnapshot snapshot, @Nullable SearchText words, String asker) {
    SearchText joined = words == null ? null : words.joined();
    if (joined == null || joined.words().size() != 1 || !joined.hanTokens().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(snapshot.understanding().read(joined.words().getFirst(), asker))
        .filter(read -> read.stage() == Understood.Stage.NOTHING && !read.areas().isEmpty());
  }

  /// Invisible characters from a device's keyboard count as spaces.
  static SearchText words(String typed) {
    StringBuilder readable = new StringBuilder(typed.length());
    typed.codePoints().forEach(c -> readable.appendCodePoint(isSign(c) ? ' ' : c));
    return SearchText.of(readable.toString());
  }

  /// Control characters, emojis and their modifiers are not words.
  private static boolean isSign(int c) {
    int type = Character.getType(c);
    return Character.isISOControl(c)
        || type == Character.OTHER_SYMBOL
        || type == Character.SURROGATE
        || type == Character.PRIVATE_USE
        || (type == Character.MODIFIER_SYMBOL && c > 0xFFFF)
        || (type == Character.FORMAT)
        || type == Character.ENCLOSING_MARK
        || (c >= 0xFE00 && c <= 0xFE0F);
  }

  /// The areas that the text may mean, apart from what it tells. Several if several have the same
  /// name; empty if it names none or tells nothing.
  List<Area> places(DirectorySnapshot snapshot) {
    boolean tells =
        understood.stage() == Understood.Stage.CRISIS
            || understood.stage() == Understood.Stage.NEED;
    return !tells
        ? List.of()
        : NamedPlaces.of(
            understood.areas().stream()
                .map(codes -> codes.stream().flatMap(code -> snapshot.area(code).stream()).toList())
                .toList());
  }

  /// Whether the whole text is the entry's name, key or number, and not just another word for it.
  boolean names(Entry entry) {
    if (words == null) {
      return false;
    }
    String typed = words.compact();
    return SearchText.compact(TextNormalizer.fold(entry.key())).equals(typed)
        || entry.name().texts().values().stream()
            .flatMap(name -> SearchText.nameVariants(TextNormalizer.fold(name)).stream())
            .map(SearchText::compact)
            .anyMatch(typed::equals);
  }

  /// Whether the text contains the name of a place that the entry serves, with or without the word
  /// for its kind, as in "welfare centre Daan".
  boolean namesPlaceOf(Entry entry) {
    if (words == null) {
      return false;
    }
    String typed = words.compact();
    return entry.coverage().stream()
        .flatMap(covered -> Stream.of(covered.area(), covered.area().county()))
        .flatMap(area -> area.spellings().stream())
        .map(name -> KIND_OF_AREA.matcher(TextNormalizer.fold(name)).replaceFirst(""))
        .map(SearchText::compact)
        .anyMatch(name -> name.length() > 1 && typed.contains(name));
  }

  /// The lines to list first, by key or kind.
  List<Understood.Line> lines() {
    return understood.lines();
  }
}
