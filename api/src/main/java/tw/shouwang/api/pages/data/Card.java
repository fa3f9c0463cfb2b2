package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;

/// A `Resource` of the schema as a page shows it.
///
/// @param purposeLanguage null where there is no purpose
/// @param languages BCP 47 tags
@Serdeable
public record Card(
    String key,
    @Nullable String kind,
    @Nullable String status,
    String name,
    Language textLanguage,
    @Nullable String purpose,
    @Nullable Language purposeLanguage,
    @Nullable String agency,
    @Nullable Language agencyLanguage,
    @Nullable State availability,
    @Nullable List<Reach> contacts,
    @Nullable Times hours,
    @Nullable Boolean freeOfCharge,
    @Nullable Boolean nationwide,
    @Nullable List<PlaceName> coverage,
    @Nullable List<String> languageNames,
    @Nullable String languageHelp,
    @Nullable Card contactVia,
    @Nullable Card supersededBy,
    @Nullable List<Card> alternatives,
    @Nullable Spot location,
    @Nullable List<Origins> sources,
    @Nullable String asOf,
    @Nullable String shareText) {

  /// Whether somebody answers.
  ///
  /// @param state `OPEN`, `CLOSED` or `UNKNOWN`
  /// @param reason the state in a sentence
  /// @param asOf from when the state is; null where the document does not ask
  /// @param asOfText the same in words
  @Serdeable
  public record State(String state, String reason, @Nullable String asOf, String asOfText) {

    public boolean isOpen() {
      return state.equals("OPEN");
    }
  }

  /// A `Contact` of the schema.
  @Serdeable
  public record Reach(
      String kind,
      String kindName,
      @Nullable String label,
      @Nullable Language labelLanguage,
      @Nullable String dial,
      @Nullable String telUri,
      @Nullable String smsUri,
      @Nullable String url,
      @Nullable String note,
      @Nullable Language noteLanguage,
      @Nullable Times hours,
      @Nullable List<String> languages,
      @Nullable List<BoundTo> coverage,
      @Nullable State availability) {

    /// Whether the contact may be offered to somebody: one that is bound to places is for people
    /// there alone, and nobody who did not say where they are is sent to it.
    ///
    /// @param area the code of the reader's county or district; null if unknown
    public boolean isFor(@Nullable String area) {
      return coverage == null
          || coverage.isEmpty()
          || (area != null && coverage.stream().anyMatch(place -> place.holds(area)));
    }

    /// The address that a browser may open: a number to call or to write to, or a website.
    public Optional<String> link() {
      if (telUri != null) {
        return Optional.of(telUri);
      }
      if (smsUri != null) {
        return Optional.of(smsUri);
      }
      return url != null && (url.startsWith("https://") || url.startsWith("http://"))
          ? Optional.of(url)
          : Optional.empty();
    }

    /// The text that is read out or typed: the number, else the website.
    public String shown() {
      return dial == null ? Objects.requireNonNullElse(url, "") : dial;
    }
  }

  /// An `Area` that a contact is bound to.
  @Serdeable
  public record BoundTo(String code, @Nullable String name, @Nullable Language textLanguage) {

    /// Whether an area is this one or in it: the code of a district begins with its county's.
    boolean holds(String area) {
      return area.startsWith(code);
    }
  }

  /// `Hours` of the schema.
  @Serdeable
  public record Times(String inWords, @Nullable String note, @Nullable Language noteLanguage) {}

  /// `Location` of the schema.
  @Serdeable
  public record Spot(@Nullable String address) {

    public Language language() {
      return written(address == null ? "" : address);
    }
  }

  /// `Source` of the schema.
  @Serdeable
  public record Origins(String title) {

    public Language language() {
      return written(title);
    }
  }

  /// Guesses the language of an address or a source, which is Chinese or English and does not say
  /// which.
  private static Language written(String text) {
    return text.codePoints().anyMatch(Character::isIdeographic) ? Language.ZH_TW : Language.EN;
  }

  /// A contact's own hours; empty where they are the entry's, which stand above.
  public Optional<Times> ownHours(Reach reach) {
    return Optional.ofNullable(reach.hours).filter(own -> !own.equals(hours));
  }

  /// Whether somebody answers at a contact; empty where it is as for the entry.
  public Optional<State> ownState(Reach reach) {
    return Optional.ofNullable(reach.availability).filter(own -> !own.equals(availability));
  }

  public List<Reach> reaches() {
    return contacts == null ? List.of() : contacts;
  }

  /// The contacts that may be offered as a button; see [Reach#isFor].
  public List<Reach> offered(@Nullable String area) {
    return reaches().stream().filter(reach -> reach.isFor(area)).toList();
  }

  /// The number to call: the first one that is answered in the reader's language, else the first.
  ///
  /// @param reader the BCP 47 tag of the page's language
  /// @param area the reader's county or district; null if unknown
  public Optional<Reach> call(String reader, @Nullable String area) {
    List<Reach> calls = offered(area).stream().filter(reach -> reach.telUri() != null).toList();
    String primary = primary(reader);
    Optional<Reach> own =
        calls.stream()
            .filter(reach ->
                reach.languages() != null
                    && reach.languages().stream().anyMatch(tag -> primary(tag).equals(primary)))
            .findFirst();
    return own.isPresent() ? own : calls.stream().findFirst();
  }

  /// The number that takes text messages.
  ///
  /// @param area the reader's county or district; null if unknown
  public Optional<Reach> sms(@Nullable String area) {
    return offered(area).stream().filter(reach -> reach.smsUri() != null).findFirst();
  }

  /// Whether the number sends help at once, as 110 and 119 do.
  public boolean isEmergency() {
    return "EMERGENCY".equals(kind);
  }

  public boolean isUsable() {
    return !"DO_NOT_REFER".equals(status) && !"SUPERSEDED".equals(status);
  }

  private static String primary(String tag) {
    return tag.replaceFirst("-.*", "");
  }
}
