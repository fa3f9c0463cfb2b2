package tw.shouwang.api.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.pages.assets.Assets;
import tw.shouwang.api.pages.data.Card;
import tw.shouwang.i18n.Language;

/// What the layout of every page needs.
///
/// @param path the page's address without parameters
/// @param area the district that the address names, or a form's
/// @param posted the hidden fields with which the page can be asked for again; null for a page that
///   has an address
public record PageFrame(
    PageWords words,
    Language language,
    boolean named,
    String path,
    @Nullable String area,
    @Nullable Map<String, String> posted,
    @Nullable String draftNotice,
    List<Card> emergencyNumbers,
    Assets assets,
    String leaveTo) {

  /// The first parts of the addresses of forms and of pages about somebody's own case.
  private static final Set<String> OF_A_CASE = Set.of("report", "help", "case", "r");

  /// Whether the page is about somebody's own case, or answers what somebody sent: its only script
  /// is the one for leaving quickly, and it is not shown again once it was left.
  public boolean isPrivate() {
    return posted != null || isOfACase(path);
  }

  /// Whether the page is about somebody's own case, so that the browser's Back does not load it
  /// again.
  public boolean isOwnCase() {
    return isOfACase(path);
  }

  static boolean isOfACase(String path) {
    return OF_A_CASE.contains(firstPart(path));
  }

  /// The first part of an address: `help` of `/help/plain`; empty if there is none.
  static String firstPart(String path) {
    String[] parts = path.split("/", 3);
    return parts.length < 2 ? "" : parts[1];
  }

  public String text(String key) {
    return words.text(key);
  }

  public String text(String key, Map<String, ?> arguments) {
    return words.text(key, arguments);
  }

  public String lang() {
    return language.tag();
  }

  /// The language for the attribute `lang` of a part of the page; null if it is the page's own.
  public @Nullable String other(@Nullable Language of) {
    return of == null || of == language ? null : of.tag();
  }

  public List<Language> languages() {
    return List.of(Language.values());
  }

  public String ownName(Language each) {
    return PageWords.ownName(each);
  }

  /// A page's address in this page's language and district.
  public String to(String page) {
    return address(page, named ? language : null, area);
  }

  /// The same without the district.
  public String toWithoutArea(String page) {
    return address(page, named ? language : null, null);
  }

  /// This page in another language, with the district unless a form holds it. A case is at an
  /// address without one.
  public String inLanguage(Language other) {
    boolean held = posted != null && posted.containsKey("area");
    return address(path, other, held || isOwnCase() ? null : area);
  }

  /// A page's main form, which has the id `form`. The buttons for other languages belong to it, so
  /// that nothing that was typed is lost. They come before its own button in the page. A hidden
  /// button comes before all of them, because the Enter key presses a form's first button.
  ///
  /// @param path where it is sent
  /// @param name that of its own button; null if it has none
  /// @param value that of its own button; null if it has none
  public record MainForm(String path, @Nullable String name, @Nullable String value) {

    public String in(Language other) {
      return address(path, other, null);
    }
  }

  static String address(String page, @Nullable Language language, @Nullable String area) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (language != null) {
      parameters.put("lang", language.tag());
    }
    if (area != null) {
      parameters.put("area", area);
    }
    List<String> pairs = new ArrayList<>();
    parameters.forEach(
        (name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return pairs.isEmpty() ? page : page + pairs.stream().collect(Collectors.joining("&", "?", ""));
  }

  /// A link that begins a text message with this text, to whom the person chooses.
  public String smsWith(String text) {
    return "sms:?body=" + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// The numbers that send help at once.
  public List<Card> danger() {
    return emergencyNumbers.stream().filter(Card::isEmergency).toList();
  }

  /// The other numbers of the list: somebody listens at any hour.
  public List<Card> listening() {
    return emergencyNumbers.stream().filter(card -> !card.isEmergency()).toList();
  }

  /// What an emergency number is for, in two or three words; its name where we have none.
  public String caption(Card card) {
    String key = "emergency." + card.key().replaceFirst(".*\\.", "");
    return words.has(key) ? words.text(key) : card.name();
  }
}
