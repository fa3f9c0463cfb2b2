package tw.shouwang.api.directory;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One entry as it is written down; what is absent was not found in a source.
@Serdeable
record EntryDocument(
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
  EntryDocument {
    given(key, kind, status, name, agency, asOf, confidence);
  }

  private static void given(@Nullable Object... parts) {
    for (Object part : parts) {
      Objects.requireNonNull(part);
    }
  }

  EntryDocument withoutEditorNote() {
    return with(status, supersededBy, closure, verifiedAt, null);
  }

  /// The same entry with another state: who replaced it, whether it is shut, when it was checked.
  EntryDocument with(
      ResourceStatus status,
      @Nullable String supersededBy,
      @Nullable EntryClosureDocument closure,
      @Nullable Instant verifiedAt) {
    return with(status, supersededBy, closure, verifiedAt, editorNote);
  }

  private EntryDocument with(
      ResourceStatus status,
      @Nullable String supersededBy,
      @Nullable EntryClosureDocument closure,
      @Nullable Instant verifiedAt,
      @Nullable String editorNote) {
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
  record CoverageDocument(CoverageLayer layer, String area) {

    CoverageDocument {
      given(layer, area);
    }
  }

  @Serdeable
  record HoursDocument(
      @Nullable Boolean alwaysOpen,
      @Nullable List<PeriodDocument> weekly,
      HolidayRule holidayRule,
      @Nullable List<SpanDocument> holidaySpans,
      @Nullable Map<String, String> note,
      @Nullable List<String> sources) {

    HoursDocument {
      given(holidayRule);
    }
  }

  /// The same opening on several ISO weekdays; times are HH:mm up to 48:00.
  @Serdeable
  record PeriodDocument(
      List<Integer> days,
      String opens,
      String closes,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validUntil) {

    PeriodDocument {
      given(days, opens, closes);
    }
  }

  @Serdeable
  record SpanDocument(String opens, String closes) {

    SpanDocument {
      given(opens, closes);
    }
  }

  @Serdeable
  record ContactDocument(
      ContactKind kind,
      @Nullable Map<String, String> label,
      @Nullable String dial,
      @Nullable String telUri,
      @Nullable String e164,
      @Nullable String url,
      @Nullable Map<String, String> note,
      @Nullable List<String> coverage,
      @Nullable List<String> languages,
      @Nullable Boolean freeOfCharge,
      HoursFrom hoursFrom,
      @Nullable HoursDocument hours,
      @Nullable List<String> sources,
      @Nullable Confidence confidence,
      @Nullable LocalDate asOf) {

    ContactDocument {
      given(kind, hoursFrom);
    }
  }

  @Serdeable
  record LocationDocument(
      double lat,
      double lon,
      @Nullable Map<String, String> address,
      Precision precision,
      @Nullable String area) {

    LocationDocument {
      given(precision);
    }
  }

  /// Shut for a while; null means without end on that side.
  @Serdeable
  record EntryClosureDocument(
      @Nullable Instant from, @Nullable Instant until, @Nullable Map<String, String> reason) {}
}
