package tw.shouwang.api.directory.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Confidence;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.CoverageLayer;
import tw.shouwang.api.directory.entries.HolidayRule;
import tw.shouwang.api.directory.entries.HoursFrom;
import tw.shouwang.api.directory.entries.Network;
import tw.shouwang.api.directory.entries.PhoneNumber;
import tw.shouwang.api.directory.entries.Precision;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.entries.Scope;
import tw.shouwang.api.directory.entries.Topic;

/// One entry in its stored form. An absent value was not found in a source. An empty value counts
/// as absent, so equal entries are equal documents.
///
/// @param modifiedAt when this state was written; null if it was never written to a database
@Serdeable
public record EntryDocument(
    String key,
    ResourceKind kind,
    ResourceStatus status,
    @Nullable Scope scope,
    @Nullable Network network,
    Map<String, String> name,
    @Nullable Map<String, String> purpose,
    Map<String, String> agency,
    @Nullable String agencyCode,
    @Nullable List<String> aliases,
    @Nullable List<String> formerNumbers,
    @Nullable List<Topic> topics,
    @Nullable List<String> languages,
    @Nullable List<String> interpreterLanguages,
    boolean nationwide,
    @Nullable List<CoverageDocument> coverage,
    @Nullable Boolean freeOfCharge,
    @Nullable Boolean localCode,
    @Nullable Boolean guarded,
    @Nullable String contactVia,
    @Nullable String supersededBy,
    @Nullable HoursDocument hours,
    @Nullable List<ContactDocument> contacts,
    @Nullable LocationDocument location,
    @Nullable EntryClosureDocument closure,
    @Nullable List<String> sources,
    LocalDate asOf,
    @Nullable Instant verifiedAt,
    Confidence confidence,
    @Nullable String editorNote,
    @Nullable Long version,
    @Nullable Long revision,
    @Nullable Instant modifiedAt) {

  /// @throws NullPointerException if a value is missing that every entry has
  public EntryDocument {
    given(key, kind, status, name, agency, asOf, confidence);
    scope = scope == null ? Scope.CORE : scope;
    purpose = orNull(purpose);
    aliases = orNull(aliases);
    formerNumbers = orNull(formerNumbers);
    topics = orNull(topics);
    languages = orNull(languages);
    interpreterLanguages = orNull(interpreterLanguages);
    coverage = orNull(coverage);
    localCode = orNull(localCode);
    guarded = orNull(guarded);
    contacts = orNull(contacts);
    sources = orNull(sources);
  }

  private static void given(@Nullable Object... parts) {
    for (Object part : parts) {
      Objects.requireNonNull(part);
    }
  }

  private static <T> @Nullable List<T> orNull(@Nullable List<T> list) {
    return list == null || list.isEmpty() ? null : List.copyOf(list);
  }

  private static @Nullable Map<String, String> orNull(@Nullable Map<String, String> texts) {
    return texts == null || texts.isEmpty() ? null : texts;
  }

  private static @Nullable Boolean orNull(@Nullable Boolean mark) {
    return Boolean.TRUE.equals(mark) ? mark : null;
  }

  public EntryDocument withoutEditorNote() {
    return with(
        status, supersededBy, closure, verifiedAt, null, version, revision, modifiedAt, contacts);
  }

  /// Whether a wrong number in the entry would affect the whole country, so that a second person
  /// has to confirm each change: emergency numbers and nationwide hotlines.
  public boolean needsSecondPerson() {
    return isEmergency() || (kind == ResourceKind.HOTLINE && nationwide);
  }

  public boolean isEmergency() {
    return kind == ResourceKind.EMERGENCY;
  }

  public boolean canBeCalled() {
    return contacts != null
        && contacts.stream()
            .anyMatch(contact -> contact.kind() == ContactKind.VOICE && contact.dial() != null);
  }

  /// The same entry without the contacts of a number.
  public EntryDocument withoutNumber(String dial) {
    String number = PhoneNumber.of(dial).map(PhoneNumber::dial).orElse(dial);
    return contacts == null
        ? this
        : withContacts(
            contacts.stream().filter(contact -> !number.equals(contact.dial())).toList());
  }

  /// The same entry with numbers as [PhoneNumber] writes them, and with the links derived from
  /// them. An impossible number stays as it was given; the checks refuse it later.
  public EntryDocument withNumbersRead() {
    return contacts == null
        ? this
        : withContacts(contacts.stream().map(ContactDocument::withNumberRead).toList());
  }

  public EntryDocument withContacts(List<ContactDocument> contacts) {
    return with(
        status,
        supersededBy,
        closure,
        verifiedAt,
        editorNote,
        version,
        revision,
        modifiedAt,
        contacts);
  }

  /// The same entry with another version and revision; null if they are not stored.
  public EntryDocument at(@Nullable Long version, @Nullable Long revision) {
    return at(version, revision, null);
  }

  /// @param modifiedAt when it was written with this revision
  public EntryDocument at(
      @Nullable Long version, @Nullable Long revision, @Nullable Instant modifiedAt) {
    return with(
        status,
        supersededBy,
        closure,
        verifiedAt,
        editorNote,
        version,
        revision,
        modifiedAt,
        contacts);
  }

  /// The same entry with another state: its replacement, its closure, its last check.
  public EntryDocument with(
      ResourceStatus status,
      @Nullable String supersededBy,
      @Nullable EntryClosureDocument closure,
      @Nullable Instant verifiedAt) {
    return with(
        status,
        supersededBy,
        closure,
        verifiedAt,
        editorNote,
        version,
        revision,
        modifiedAt,
        contacts);
  }

  private EntryDocument with(
      ResourceStatus status,
      @Nullable String supersededBy,
      @Nullable EntryClosureDocument closure,
      @Nullable Instant verifiedAt,
      @Nullable String editorNote,
      @Nullable Long version,
      @Nullable Long revision,
      @Nullable Instant modifiedAt,
      @Nullable List<ContactDocument> contacts) {
    return new EntryDocument(
        key,
        kind,
        status,
        scope,
        network,
        name,
        purpose,
        agency,
        agencyCode,
        aliases,
        formerNumbers,
        topics,
        languages,
        interpreterLanguages,
        nationwide,
        coverage,
        freeOfCharge,
        localCode,
        guarded,
        contactVia,
        supersededBy,
        hours,
        contacts,
        location,
        closure,
        sources,
        asOf,
        verifiedAt,
        confidence,
        editorNote,
        version,
        revision,
        modifiedAt);
  }

  @Serdeable
  public record CoverageDocument(CoverageLayer layer, String area) {

    public CoverageDocument {
      given(layer, area);
    }
  }

  @Serdeable
  public record HoursDocument(
      @Nullable Boolean alwaysOpen,
      @Nullable List<PeriodDocument> weekly,
      HolidayRule holidayRule,
      @Nullable List<SpanDocument> holidaySpans,
      @Nullable Map<String, String> note,
      @Nullable List<String> sources) {

    public HoursDocument {
      given(holidayRule);
      weekly = orNull(weekly);
      holidaySpans = orNull(holidaySpans);
      note = orNull(note);
      sources = orNull(sources);
    }
  }

  /// The same opening on several ISO weekdays; times are HH:mm up to 48:00.
  @Serdeable
  public record PeriodDocument(
      List<Integer> days,
      String opens,
      String closes,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validUntil) {

    public PeriodDocument {
      given(days, opens, closes);
    }
  }

  @Serdeable
  public record SpanDocument(String opens, String closes) {

    public SpanDocument {
      given(opens, closes);
    }
  }

  /// @param languages the languages in which somebody answers; null means the entry's, an empty
  ///   list means none
  @Serdeable
  public record ContactDocument(
      ContactKind kind,
      @Nullable Map<String, String> label,
      @Nullable String dial,
      @Nullable String telUri,
      @Nullable String e164,
      @Nullable String url,
      @Nullable Map<String, String> note,
      @Nullable List<String> coverage,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> languages,
      @Nullable Boolean freeOfCharge,
      HoursFrom hoursFrom,
      @Nullable HoursDocument hours,
      @Nullable List<String> sources,
      @Nullable Confidence confidence,
      @Nullable LocalDate asOf) {

    public ContactDocument {
      given(kind, hoursFrom);
      label = orNull(label);
      note = orNull(note);
      coverage = orNull(coverage);
      sources = orNull(sources);
    }

    private ContactDocument withNumberRead() {
      Optional<PhoneNumber> number = Optional.ofNullable(dial).flatMap(PhoneNumber::of);
      return number.map(read -> withNumber(read.dial(), telUri(read), read.e164())).orElse(this);
    }

    /// Whether a given link differs from the one derived from the number.
    public boolean disagreesWithItsNumber() {
      Optional<PhoneNumber> number = Optional.ofNullable(dial).flatMap(PhoneNumber::of);
      String derivedUri = number.map(PhoneNumber::telUri).orElse(null);
      String derivedE164 = number.map(PhoneNumber::e164).orElse(null);
      return (telUri != null && !telUri.equals(derivedUri))
          || (e164 != null && !e164.equals(derivedE164));
    }

    private @Nullable String telUri(PhoneNumber number) {
      return kind == ContactKind.VOICE || kind == ContactKind.CALLBACK ? number.telUri() : null;
    }

    private ContactDocument withNumber(
        String dial, @Nullable String telUri, @Nullable String e164) {
      return new ContactDocument(
          kind,
          label,
          dial,
          telUri,
          e164,
          url,
          note,
          coverage,
          languages,
          freeOfCharge,
          hoursFrom,
          hours,
          sources,
          confidence,
          asOf);
    }
  }

  @Serdeable
  public record LocationDocument(
      double lat,
      double lon,
      @Nullable Map<String, String> address,
      Precision precision,
      @Nullable String area) {

    public LocationDocument {
      given(precision);
      address = orNull(address);
    }
  }

  /// A temporary closure; null means without end on that side.
  @Serdeable
  public record EntryClosureDocument(
      @Nullable Instant from, @Nullable Instant until, @Nullable Map<String, String> reason) {

    public EntryClosureDocument {
      reason = orNull(reason);
    }
  }
}
