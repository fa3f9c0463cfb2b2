package tw.shouwang.api.directory.storage;

import static tw.shouwang.api.directory.document.DirectoryDocument.orEmpty;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.document.EntryReader;
import tw.shouwang.api.directory.entries.HolidayRule;
import tw.shouwang.api.directory.entries.OpeningPeriod;
import tw.shouwang.api.directory.entries.Scope;
import tw.shouwang.api.directory.entries.Topic;

/// An entry as rows, and back.
public record EntryRows(
    ResourceRow resource,
    List<ContactRow> contacts,
    List<PeriodRow> periods,
    List<CoverageRow> coverage) {

  public static EntryRows of(EntryDocument entry, long version, long revision, boolean edited) {
    UUID id = EntryReader.id(entry.key());
    List<ContactRow> contacts = new ArrayList<>();
    List<PeriodRow> periods = new ArrayList<>();
    if (entry.hours() != null) {
      periods(entry.hours(), id, null, periods);
    }
    for (EntryDocument.ContactDocument contact : orEmpty(entry.contacts())) {
      ContactRow row = contact(contact, id, contacts.size());
      contacts.add(row);
      if (contact.hours() != null) {
        periods(contact.hours(), id, row.id(), periods);
      }
    }
    List<CoverageRow> coverage = new ArrayList<>();
    for (EntryDocument.CoverageDocument covered : orEmpty(entry.coverage())) {
      coverage.add(
          new CoverageRow(UUID.randomUUID(), id, covered.layer(), covered.area(), coverage.size()));
    }
    return new EntryRows(
        resource(entry, id, version, revision, edited), contacts, periods, coverage);
  }

  private static ResourceRow resource(
      EntryDocument entry, UUID id, long version, long revision, boolean edited) {
    EntryDocument.HoursDocument hours = entry.hours();
    EntryDocument.LocationDocument place = entry.location();
    EntryDocument.EntryClosureDocument closure = entry.closure();
    return new ResourceRow(
        id,
        entry.key(),
        entry.kind(),
        entry.status(),
        entry.scope() == null ? Scope.CORE : entry.scope(),
        entry.network(),
        entry.name(),
        entry.purpose(),
        entry.agency(),
        entry.agencyCode(),
        orEmpty(entry.aliases()),
        orEmpty(entry.formerNumbers()),
        orEmpty(entry.topics()).stream().map(Enum::name).toList(),
        orEmpty(entry.languages()),
        orEmpty(entry.interpreterLanguages()),
        entry.nationwide(),
        entry.freeOfCharge(),
        Boolean.TRUE.equals(entry.localCode()),
        Boolean.TRUE.equals(entry.guarded()),
        entry.contactVia(),
        entry.supersededBy(),
        hours != null,
        hours == null ? null : hours.alwaysOpen(),
        hours == null ? HolidayRule.UNKNOWN : hours.holidayRule(),
        hours == null ? null : hours.note(),
        hours == null ? List.of() : orEmpty(hours.sources()),
        place == null ? null : place.lat(),
        place == null ? null : place.lon(),
        place == null ? null : place.address(),
        place == null ? null : place.precision(),
        place == null ? null : place.area(),
        closure != null,
        closure == null ? null : closure.from(),
        closure == null ? null : closure.until(),
        closure == null ? null : closure.reason(),
        orEmpty(entry.sources()),
        entry.asOf(),
        entry.verifiedAt(),
        entry.confidence(),
        entry.editorNote(),
        version,
        revision,
        edited);
  }

  private static ContactRow contact(
      EntryDocument.ContactDocument contact, UUID resource, int position) {
    EntryDocument.HoursDocument hours = contact.hours();
    return new ContactRow(
        UUID.randomUUID(),
        resource,
        position,
        contact.kind(),
        contact.label(),
        contact.dial(),
        contact.telUri(),
        contact.e164(),
        contact.url(),
        contact.note(),
        orEmpty(contact.coverage()),
        contact.languages() != null,
        orEmpty(contact.languages()),
        contact.freeOfCharge(),
        contact.hoursFrom(),
        hours == null ? null : hours.alwaysOpen(),
        hours == null ? null : hours.holidayRule(),
        hours == null ? null : hours.note(),
        hours == null ? List.of() : orEmpty(hours.sources()),
        orEmpty(contact.sources()),
        contact.confidence(),
        contact.asOf());
  }

  private static void periods(
      EntryDocument.HoursDocument hours,
      UUID resource,
      @Nullable UUID contact,
      List<PeriodRow> rows) {
    for (EntryDocument.PeriodDocument period : orEmpty(hours.weekly())) {
      for (int day : period.days()) {
        rows.add(
            new PeriodRow(
                UUID.randomUUID(),
                resource,
                contact,
                rows.size(),
                false,
                day,
                OpeningPeriod.minutes(period.opens()),
                OpeningPeriod.minutes(period.closes()),
                period.validFrom(),
                period.validUntil()));
      }
    }
    for (EntryDocument.SpanDocument span : orEmpty(hours.holidaySpans())) {
      rows.add(
          new PeriodRow(
              UUID.randomUUID(),
              resource,
              contact,
              rows.size(),
              true,
              1,
              OpeningPeriod.minutes(span.opens()),
              OpeningPeriod.minutes(span.closes()),
              null,
              null));
    }
  }

  public EntryDocument document() {
    ResourceRow row = resource;
    return new EntryDocument(
        row.key(),
        row.kind(),
        row.status(),
        row.scope(),
        row.network(),
        row.name(),
        row.purpose(),
        row.agency(),
        row.agencyCode(),
        orNull(row.aliases()),
        orNull(row.formerNumbers()),
        orNull(row.topics().stream().map(Topic::valueOf).toList()),
        orNull(row.languages()),
        orNull(row.interpreterLanguages()),
        row.nationwide(),
        orNull(
            coverage.stream()
                .sorted(Comparator.comparingInt(CoverageRow::position))
                .map(each -> new EntryDocument.CoverageDocument(each.layer(), each.area()))
                .toList()),
        row.freeOfCharge(),
        row.localCode() ? true : null,
        row.guarded() ? true : null,
        row.contactVia(),
        row.supersededBy(),
        row.hoursGiven()
            ? hours(row.alwaysOpen(), row.holidayRule(), row.hoursNote(), row.hoursSources(), null)
            : null,
        orNull(
            contacts.stream()
                .sorted(Comparator.comparingInt(ContactRow::position))
                .map(this::contactDocument)
                .toList()),
        location(row),
        row.closureGiven()
            ? new EntryDocument.EntryClosureDocument(
                row.closedFrom(), row.closedUntil(), emptyToNull(row.closedReason()))
            : null,
        orNull(row.sources()),
        row.asOf(),
        row.verifiedAt(),
        row.confidence(),
        row.editorNote(),
        row.version(),
        row.revision());
  }

  private static EntryDocument.@Nullable LocationDocument location(ResourceRow row) {
    return row.latitude() == null || row.longitude() == null || row.locationPrecision() == null
        ? null
        : new EntryDocument.LocationDocument(
            row.latitude(),
            row.longitude(),
            emptyToNull(row.address()),
            row.locationPrecision(),
            row.locationArea());
  }

  private EntryDocument.ContactDocument contactDocument(ContactRow row) {
    return new EntryDocument.ContactDocument(
        row.kind(),
        emptyToNull(row.label()),
        row.dial(),
        row.telUri(),
        row.e164(),
        row.url(),
        emptyToNull(row.note()),
        orNull(row.coverage()),
        row.languagesGiven() ? row.languages() : null,
        row.freeOfCharge(),
        row.hoursFrom(),
        row.holidayRule() == null
            ? null
            : hours(
                row.alwaysOpen(), row.holidayRule(), row.hoursNote(), row.hoursSources(), row.id()),
        orNull(row.sources()),
        row.confidence(),
        row.asOf());
  }

  private EntryDocument.HoursDocument hours(
      @Nullable Boolean alwaysOpen,
      HolidayRule rule,
      @Nullable Map<String, String> note,
      List<String> sources,
      @Nullable UUID contact) {
    record Times(
        int opens,
        int closes,
        java.time.@Nullable LocalDate from,
        java.time.@Nullable LocalDate until) {}
    Map<Times, List<Integer>> weekly = new LinkedHashMap<>();
    List<EntryDocument.SpanDocument> spans = new ArrayList<>();
    periods.stream()
        .filter(period -> java.util.Objects.equals(period.contactId(), contact))
        .sorted(Comparator.comparingInt(PeriodRow::position))
        .forEach(period -> {
          if (period.onHolidays()) {
            spans.add(
                new EntryDocument.SpanDocument(
                    OpeningPeriod.clock(period.opens()), OpeningPeriod.clock(period.closes())));
          } else {
            weekly
                .computeIfAbsent(
                    new Times(
                        period.opens(), period.closes(), period.validFrom(), period.validUntil()),
                    any -> new ArrayList<>())
                .add(period.weekday());
          }
        });
    List<EntryDocument.PeriodDocument> documents = new ArrayList<>();
    weekly.forEach((times, days) ->
        documents.add(
            new EntryDocument.PeriodDocument(
                days,
                OpeningPeriod.clock(times.opens()),
                OpeningPeriod.clock(times.closes()),
                times.from(),
                times.until())));
    return new EntryDocument.HoursDocument(
        alwaysOpen, orNull(documents), rule, orNull(spans), emptyToNull(note), orNull(sources));
  }

  private static <T> @Nullable List<T> orNull(List<T> list) {
    return list.isEmpty() ? null : list;
  }

  private static @Nullable Map<String, String> emptyToNull(@Nullable Map<String, String> texts) {
    return texts == null || texts.isEmpty() ? null : texts;
  }
}
