package tw.shouwang.api.directory.entries;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.Ids;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LanguageNegotiator;

/// The GraphQL id of an entry as one query sees it: the entry's own id, followed by whatever its
/// fields depend on besides the entry.
///
/// A normalized cache keeps one value for each id. Contacts depend on the area that was asked for,
/// openness on the instant and the language that the line should answer in, and texts on the
/// reader's language. Two queries that differ in one of these therefore get two ids. The text is
/// `<uuid>` when nothing was asked for, else `<uuid>~a<area>~t<second>~s<spoken>~l<reader>` with
/// the parts that were.
///
/// @param entry the entry's own id
/// @param area the code of the area below which it was asked
/// @param at the instant for which it was asked, in whole seconds
/// @param spoken the primary tag of the language in which the line should answer
/// @param reader who reads the texts; null for a reader of Chinese, as without `Accept-Language`
public record ResourceId(
    UUID entry,
    @Nullable String area,
    @Nullable Instant at,
    @Nullable String spoken,
    @Nullable Reader reader) {

  private static final String SEPARATOR = "~";
  private static final Pattern AREA = Pattern.compile("[0-9]{1,12}");
  private static final String CHINESE = LanguageNegotiator.primary(Language.ZH_TW.tag());
  private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,12}");
  private static final Instant FIRST = Instant.parse("0000-12-31T16:00:00Z");
  private static final Instant END = Instant.parse("9999-12-31T16:00:00Z");
  private static final int MOST_PARTS = 5;
  private static final int MOST_TAGS = 5;

  /// The languages of a request.
  ///
  /// @param language our language that texts are in
  /// @param understood the primary tags of all languages that the reader understands, the best
  ///   first
  public record Reader(Language language, List<String> understood) {

    public Reader {
      understood = List.copyOf(understood);
    }

    /// Null for a reader whose request names no language but Chinese.
    public static @Nullable Reader of(Language language, List<String> understood) {
      List<String> tags = new ArrayList<>(understood.size());
      boolean onlyChinese = language == Language.ZH_TW;
      for (String tag : understood) {
        if (isTag(tag)) {
          tags.add(tag);
          onlyChinese &= tag.equals(CHINESE);
        }
      }
      return onlyChinese ? null : new Reader(language, tags);
    }

    private String text() {
      String own = LanguageNegotiator.primary(language.tag());
      return understood.equals(List.of(own)) ? own : own + "," + String.join(",", understood);
    }

    private static Optional<Reader> parse(String text) {
      List<String> tags = Arrays.asList(text.split(",", -1));
      if (tags.size() > MOST_TAGS + 1 || !tags.stream().allMatch(ResourceId::isTag)) {
        return Optional.empty();
      }
      return Arrays.stream(Language.values())
          .filter(language -> LanguageNegotiator.primary(language.tag()).equals(tags.getFirst()))
          .findFirst()
          .map(language ->
              Reader.of(language, tags.size() == 1 ? tags : tags.subList(1, tags.size())));
    }
  }

  /// Without the instant's part of a second.
  public ResourceId {
    at = at == null ? null : Instant.ofEpochSecond(at.getEpochSecond());
  }

  /// The id of the entry itself.
  public static ResourceId of(UUID entry) {
    return new ResourceId(entry, null, null, null, null);
  }

  public String text() {
    return entry.toString().concat(view());
  }

  /// The text without the entry: what it is asked below, alike for all entries of one list.
  public String view() {
    if (area == null && at == null && spoken == null && reader == null) {
      return "";
    }
    StringBuilder text = new StringBuilder(32);
    part(text, 'a', area);
    part(text, 't', at == null ? null : String.valueOf(at.getEpochSecond()));
    part(text, 's', spoken);
    part(text, 'l', reader == null ? null : reader.text());
    return text.toString();
  }

  /// Whether it is two to eight letters from `a` to `z`. A loop, because this runs for each entry
  /// of each answer: a regular expression or a stream took 3% of the time of an uncached page.
  private static boolean isTag(String text) {
    if (text.length() < 2 || text.length() > 8) {
      return false;
    }
    for (int index = 0; index < text.length(); index++) {
      if (text.charAt(index) < 'a' || text.charAt(index) > 'z') {
        return false;
      }
    }
    return true;
  }

  private static void part(StringBuilder text, char kind, @Nullable String value) {
    if (value != null) {
      text.append(SEPARATOR).append(kind).append(value);
    }
  }

  /// Reads an id that [#text] wrote. Anything else is empty and counts as an unknown id.
  public static Optional<ResourceId> parse(String text) {
    String[] parts = text.split(SEPARATOR, MOST_PARTS + 1);
    Optional<UUID> entry = Ids.parse(parts[0]);
    if (entry.isEmpty() || parts.length > MOST_PARTS) {
      return Optional.empty();
    }
    String area = null;
    Instant at = null;
    String spoken = null;
    Reader reader = null;
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      String value = part.isEmpty() ? "" : part.substring(1);
      switch (part.isEmpty() ? ' ' : part.charAt(0)) {
        case 'a' -> area = AREA.matcher(value).matches() ? value : null;
        case 't' -> at = instant(value);
        case 's' -> spoken = isTag(value) ? value : null;
        case 'l' -> reader = Reader.parse(value).orElse(null);
        default -> {
          return Optional.empty();
        }
      }
    }
    ResourceId read = new ResourceId(entry.get(), area, at, spoken, reader);
    // An id with an unreadable part, a repeated part or parts in another order is written
    // differently by [#text], so it is refused.
    return read.text().equalsIgnoreCase(text) ? Optional.of(read) : Optional.empty();
  }

  /// Null for an instant that no `DateTime` can name.
  private static @Nullable Instant instant(String seconds) {
    if (!SECONDS.matcher(seconds).matches()) {
      return null;
    }
    Instant instant = Instant.ofEpochSecond(Long.parseLong(seconds));
    return instant.isBefore(FIRST) || !instant.isBefore(END) ? null : instant;
  }
}
