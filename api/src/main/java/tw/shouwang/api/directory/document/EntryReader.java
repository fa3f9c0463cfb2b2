package tw.shouwang.api.directory.document;

import static tw.shouwang.api.directory.document.DirectoryDocument.orEmpty;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Closure;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.EntryContact;
import tw.shouwang.api.directory.entries.HolidayRule;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.OpeningPeriod;
import tw.shouwang.api.directory.entries.OpeningSpan;
import tw.shouwang.api.directory.entries.Point;
import tw.shouwang.api.directory.entries.Precision;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.entries.Scope;
import tw.shouwang.api.directory.entries.Source;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LocalizedText;

/// Turns stored documents into checked entries, with their areas and sources resolved.
///
/// A phone, channel or hours without a source take the entry's. An entry for a single district
/// without a known place is placed at the district's centroid.
public final class EntryReader {

  private final Map<String, Area> areas;
  private final Map<String, Source> sources;

  public EntryReader(Map<String, Area> areas, Map<String, Source> sources) {
    this.areas = areas;
    this.sources = sources;
  }

  /// The entry's id, with or without a database: a hash of its key.
  public static UUID id(String key) {
    return UUID.nameUUIDFromBytes(
        ("tw.shouwang.directory/" + key).getBytes(StandardCharsets.UTF_8));
  }

  public Entry read(EntryDocument written) {
    EntryDocument document = written.withNumbersRead();
    List<Source> own = sources(document.sources());
    Hours hours =
        document.hours() == null
            ? Hours.unknown(HolidayRule.UNKNOWN)
            : hours(document.hours(), own);
    List<Entry.Coverage> coverage =
        orEmpty(document.coverage()).stream()
            .map(covered -> new Entry.Coverage(covered.layer(), area(covered.area())))
            .toList();
    List<EntryContact> contacts = new ArrayList<>();
    for (EntryDocument.ContactDocument contact : orEmpty(document.contacts())) {
      contacts.add(contact(contact, hours, document, own));
    }
    return new Entry(
        id(document.key()),
        document.key(),
        document.kind(),
        document.status(),
        document.scope() == null ? Scope.CORE : document.scope(),
        document.network(),
        required(document.name()),
        text(document.purpose()),
        required(document.agency()),
        document.agencyCode(),
        orEmpty(document.aliases()),
        orEmpty(document.formerNumbers()),
        orEmpty(document.topics()),
        contacts,
        document.contactVia(),
        hours,
        document.hours() != null,
        coverage,
        document.nationwide(),
        location(document, coverage),
        document.freeOfCharge(),
        orEmpty(document.languages()),
        orEmpty(document.interpreterLanguages()),
        Boolean.TRUE.equals(document.localCode()),
        Boolean.TRUE.equals(document.guarded()),
        document.supersededBy(),
        own,
        document.asOf(),
        document.verifiedAt(),
        document.confidence(),
        closure(document),
        document.version() == null ? 1 : document.version(),
        document.revision() == null ? 0 : document.revision(),
        document.modifiedAt());
  }

  private EntryContact contact(
      EntryDocument.ContactDocument contact, Hours entry, EntryDocument owner, List<Source> own) {
    Hours hours =
        switch (contact.hoursFrom()) {
          case ENTRY -> entry;
          case OWN ->
              contact.hours() == null
                  ? Hours.unknown(HolidayRule.UNKNOWN)
                  : hours(contact.hours(), sourcesOr(contact.sources(), own));
          case UNKNOWN -> Hours.unknown(HolidayRule.UNKNOWN);
        };
    return new EntryContact(
        contact.kind(),
        text(contact.label()),
        contact.dial(),
        contact.telUri(),
        contact.e164(),
        contact.url(),
        text(contact.note()),
        orEmpty(contact.coverage()).stream().map(this::area).toList(),
        contact.languages() == null ? orEmpty(owner.languages()) : contact.languages(),
        contact.freeOfCharge() == null && contact.kind() == ContactKind.VOICE
            ? owner.freeOfCharge()
            : contact.freeOfCharge(),
        contact.hoursFrom(),
        hours,
        sourcesOr(contact.sources(), own));
  }

  private Hours hours(EntryDocument.HoursDocument document, List<Source> fallback) {
    List<OpeningPeriod> weekly = new ArrayList<>();
    for (EntryDocument.PeriodDocument period : orEmpty(document.weekly())) {
      for (int day : period.days()) {
        weekly.add(
            new OpeningPeriod(
                day,
                OpeningPeriod.minutes(period.opens()),
                OpeningPeriod.minutes(period.closes()),
                period.validFrom(),
                period.validUntil()));
      }
    }
    List<OpeningSpan> spans =
        orEmpty(document.holidaySpans()).stream()
            .map(span ->
                new OpeningSpan(
                    OpeningPeriod.minutes(span.opens()), OpeningPeriod.minutes(span.closes())))
            .toList();
    return new Hours(
        document.alwaysOpen(),
        weekly,
        document.holidayRule(),
        spans,
        text(document.note()),
        sourcesOr(document.sources(), fallback));
  }

  private Entry.@Nullable Location location(EntryDocument document, List<Entry.Coverage> coverage) {
    EntryDocument.LocationDocument given = document.location();
    if (given != null) {
      return new Entry.Location(
          new Point(given.lat(), given.lon()),
          text(given.address()),
          given.precision(),
          given.area() == null ? null : area(given.area()));
    }
    if (document.nationwide() || coverage.size() != 1) {
      return null;
    }
    Area only = coverage.getFirst().area();
    return only.parent() == null || only.centroid() == null
        ? null
        : new Entry.Location(only.centroid(), null, Precision.DISTRICT, only);
  }

  private static @Nullable Closure closure(EntryDocument document) {
    EntryDocument.EntryClosureDocument given = document.closure();
    if (given != null) {
      return new Closure(Closure.Kind.ENTRY, given.from(), given.until(), text(given.reason()));
    }
    return document.status() == ResourceStatus.TEMPORARILY_CLOSED
        ? new Closure(Closure.Kind.ENTRY, null, null, null)
        : null;
  }

  private Area area(String code) {
    Area area = areas.get(code);
    if (area == null) {
      throw new IllegalArgumentException("no such area");
    }
    return area;
  }

  private List<Source> sourcesOr(@Nullable List<String> ids, List<Source> fallback) {
    return ids == null || ids.isEmpty() ? fallback : sources(ids);
  }

  private List<Source> sources(@Nullable List<String> ids) {
    List<Source> found = new ArrayList<>();
    for (String id : orEmpty(ids)) {
      Source source = sources.get(id);
      if (source == null) {
        throw new IllegalArgumentException("no such source");
      }
      found.add(source);
    }
    return found;
  }

  private static LocalizedText required(Map<String, String> texts) {
    LocalizedText text = text(texts);
    if (text == null) {
      throw new IllegalArgumentException("a text is missing");
    }
    return text;
  }

  public static @Nullable LocalizedText text(@Nullable Map<String, String> texts) {
    if (texts == null || texts.isEmpty()) {
      return null;
    }
    Map<Language, String> byLanguage = new EnumMap<>(Language.class);
    texts.forEach((tag, words) ->
        byLanguage.put(
            Language.ofTag(tag).orElseThrow(() -> new IllegalArgumentException("no such language")),
            words));
    return new LocalizedText(byLanguage);
  }
}
