package tw.shouwang.api.directory.published;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Confidence;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.EntryContact;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.HoursFrom;
import tw.shouwang.api.directory.entries.OpeningPeriod;
import tw.shouwang.api.directory.hours.Schedule;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.i18n.Language;

/// An entry in the vocabulary of schema.org, for search engines and other programs. A replaced
/// entry has the channels and hours of its replacement, so that no disconnected number is spread.
@Singleton
class JsonLd {

  private static final int FRIDAY = 5;

  private static final String[] DAYS = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
  };

  Map<String, Object> of(Resource resource, Language language) {
    Entry entry = resource.entry();
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("@context", "https://schema.org");
    service.put("@type", "GovernmentService");
    service.put("identifier", entry.key());
    service.put("name", entry.name().text(language));
    service.put("alternateName", List.copyOf(entry.name().texts().values()));
    if (entry.purpose() != null) {
      service.put("description", entry.purpose().text(language));
    }
    service.put("provider", Map.of("@type", "Organization", "name", entry.agency().text(language)));
    service.put("areaServed", areas(entry, language));
    List<Map<String, Object>> channels = new ArrayList<>();
    Optional<Entry> inUse = resource.inUse().map(Resource::entry);
    inUse.ifPresent(
        use -> use.contacts().forEach(contact -> channels.add(channel(use, contact, language))));
    service.put("availableChannel", channels);
    inUse
        .filter(use -> use.hours().known())
        .ifPresent(use -> service.put("hoursAvailable", hours(use, use.hours())));
    Resource successor = resource.supersededBy();
    if (successor != null) {
      service.put("disambiguatingDescription", successor.entry().name().text(language));
    }
    service.put("inLanguage", entry.name().in(language).language().tag());
    return service;
  }

  private static List<Map<String, Object>> areas(Entry entry, Language language) {
    if (entry.nationwide()) {
      return List.of(Map.of("@type", "Country", "name", "TW"));
    }
    return entry.coverage().stream()
        .map(covered -> area(covered.area(), language))
        .distinct()
        .toList();
  }

  private static Map<String, Object> area(Area area, Language language) {
    return Map.of(
        "@type",
        "AdministrativeArea",
        "name",
        area.name().text(language),
        "identifier",
        area.code());
  }

  /// schema.org has hours and areas at the contact point or, without a number, at the service that
  /// the channel provides.
  private static Map<String, Object> channel(Entry entry, EntryContact contact, Language language) {
    Map<String, Object> channel = new LinkedHashMap<>();
    channel.put("@type", "ServiceChannel");
    channel.put("name", contact.kind().name());
    channel.put("availableLanguage", contact.languages());
    if (contact.dial() != null) {
      Map<String, Object> point = described("ContactPoint", entry, contact, language);
      point.put(contact.kind() == ContactKind.FAX ? "faxNumber" : "telephone", contact.dial());
      channel.put(contact.kind() == ContactKind.SMS ? "serviceSmsNumber" : "servicePhone", point);
    } else {
      Map<String, Object> provided = described("Service", entry, contact, language);
      if (provided.size() > 1) {
        channel.put("providesService", provided);
      }
    }
    if (contact.url() != null) {
      channel.put("serviceUrl", contact.url());
    }
    if (contact.note() != null) {
      channel.put("description", contact.note().text(language));
    }
    return channel;
  }

  /// The areas, languages and hours of a contact that differ from its entry's.
  private static Map<String, Object> described(
      String type, Entry entry, EntryContact contact, Language language) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("@type", type);
    if (!contact.coverage().isEmpty()) {
      described.put(
          "areaServed", contact.coverage().stream().map(area -> area(area, language)).toList());
    }
    if (contact.hoursFrom() == HoursFrom.OWN && contact.hours().known()) {
      described.put("hoursAvailable", hours(entry, contact.hours()));
    }
    return described;
  }

  /// Hours that may be wrong are published for office hours only, as in [Schedule].
  private static List<Map<String, Object>> hours(Entry entry, Hours hours) {
    return entry.confidence() == Confidence.LOW
        ? hours(
            hours.weekly().stream()
                .filter(period ->
                    period.weekday() <= FRIDAY
                        && period.opens() < Schedule.OFFICE_CLOSES
                        && period.closes() > Schedule.OFFICE_OPENS)
                .map(period ->
                    new OpeningPeriod(
                        period.weekday(),
                        Math.max(period.opens(), Schedule.OFFICE_OPENS),
                        Math.min(period.closes(), Schedule.OFFICE_CLOSES),
                        period.validFrom(),
                        period.validUntil()))
                .toList())
        : hours(hours.weekly());
  }

  /// schema.org writes a whole day as 00:00 to 23:59, and a closing time before the opening one as
  /// the next day's.
  private static List<Map<String, Object>> hours(List<OpeningPeriod> weekly) {
    List<Map<String, Object>> specifications = new ArrayList<>();
    for (OpeningPeriod period : weekly) {
      Map<String, Object> specification = new LinkedHashMap<>();
      specification.put("@type", "OpeningHoursSpecification");
      specification.put("dayOfWeek", "https://schema.org/" + DAYS[period.weekday() - 1]);
      specification.put("opens", OpeningPeriod.clock(period.opens()));
      specification.put(
          "closes",
          period.closes() == OpeningPeriod.DAY
              ? "23:59"
              : OpeningPeriod.clock(period.closes() % OpeningPeriod.DAY));
      if (period.validFrom() != null) {
        specification.put("validFrom", period.validFrom().toString());
      }
      if (period.validUntil() != null) {
        specification.put("validThrough", period.validUntil().toString());
      }
      specifications.add(specification);
    }
    return specifications;
  }
}
