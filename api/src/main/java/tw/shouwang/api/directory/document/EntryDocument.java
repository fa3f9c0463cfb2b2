package tw.shouwang.api.directory.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Confidence;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.CoverageLayer;
import tw.shouwang.api.directory.entries.HolidayRule;
import tw.shouwang.api.directory.entries.HoursFrom;
import tw.shouwang.api.directory.entries.Network;
import tw.shouwang.api.directory.entries.Precision;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.entries.Scope;
import tw.shouwang.api.directory.entries.Topic;

/// One entry as it is written down; what is absent was not found in a source. What is empty counts
/// as absent, so equal entries are equal documents.
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
    @Nullable Long revision) {

  /// @throws NullPointerException when something is missing that every entry has
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
    return with(status, supersededBy, closure, verifiedAt, null, version, revision);
  }

  /// The same entry under another version and revision; null where they are not written down.
  public EntryDocument at(@Nullable Long version, @Nullable Long revision) {
    return with(status, supersededBy, closure, verifiedAt, editorNote, version, revision);
  }

  /// The same entry with another state: who replaced it, whether it is shut, when it was checked.
  public EntryDocument with(
      ResourceStatus status,
      @Nullable String supersededBy,
      @Nullable EntryClosureDocument closure,
      @Nullable Instant verifiedAt) {
    return with(status, supersededBy, closure, verifiedAt, editorNote, version, revision);
  }

  private EntryDocument with(
      ResourceStatus status,
      @Nullable String supersededBy,
      @Nullable EntryClosureDocument closure,
      @Nullable Instant verifiedAt,
      @Nullable String editorNote,
      @Nullable Long version,
      @Nullable Long revision) {
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
        revision);
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

  /// @param languages those somebody answers in; null means those of the entry, none is none
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

  /// Shut for a while; null means without end on that side.
  @Serdeable
  public record EntryClosureDocument(
      @Nullable Instant from, @Nullable Instant until, @Nullable Map<String, String> reason) {

    public EntryClosureDocument {
      reason = orNull(reason);
    }
  }
}
