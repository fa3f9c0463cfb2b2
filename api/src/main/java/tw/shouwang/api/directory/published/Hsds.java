package tw.shouwang.api.directory.published;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.EntryContact;
import tw.shouwang.api.directory.entries.Precision;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.api.directory.view.ContactWords;
import tw.shouwang.api.directory.view.DirectoryWords;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;
import tw.shouwang.i18n.SpokenLanguages;

/// The directory by Open Referral's Human Services Data Specification, version 3.0
/// (docs.openreferral.org): services, organizations, services at locations. Names are Chinese with
/// the English one beside it; unknown values are left out.
@Singleton
class Hsds {

  static final String VERSION = "3.0";
  static final String PROFILE = "https://docs.openreferral.org/en/3.0/hsds/";
  static final String OPENAPI =
      "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json";

  static final String OFFSET = "+08:00";

  private static final SpokenLanguages SPOKEN = new SpokenLanguages(Messages.of("names"));

  private final HsdsSchedules schedules;
  private final ContactWords contactWords;
  private final DirectoryWords words;

  Hsds(HsdsSchedules schedules, ContactWords contactWords, DirectoryWords words) {
    this.schedules = schedules;
    this.contactWords = contactWords;
    this.words = words;
  }

  Map<String, Object> root() {
    return map("version", VERSION, "profile", PROFILE, "openapi_url", OPENAPI);
  }

  /// A service in a list, with its own fields only.
  Map<String, Object> brief(HsdsLists.Offered offered) {
    Entry entry = offered.entry();
    Map<String, Object> service =
        map(
            "id",
            entry.id().toString(),
            "organization_id",
            organizationId(entry).toString(),
            "name",
            entry.name().text(Language.ZH_TW),
            "alternate_name",
            entry.name().text(Language.EN),
            "status",
            status(entry));
    if (entry.purpose() != null) {
      service.put("description", entry.purpose().text(Language.ZH_TW));
    }
    entry.contacts().stream()
        .filter(contact -> contact.url() != null)
        .findFirst()
        .ifPresent(contact -> service.put("url", String.valueOf(contact.url())));
    if (!entry.interpreterLanguages().isEmpty()) {
      service.put("interpretation_services", String.join(", ", entry.interpreterLanguages()));
    }
    if (entry.freeOfCharge() != null) {
      service.put("fees_description", entry.freeOfCharge() ? "免付費" : "依一般電話計費");
    }
    if (entry.verifiedAt() != null) {
      service.put("assured_date", TaiwanTime.dayOf(entry.verifiedAt()).toString());
    }
    if (offered.successor() != null) {
      service.put("alert", replacedBy(offered.successor()));
    }
    service.put("last_modified", timeOf(modified(entry)));
    return service;
  }

  /// The fields by which a client sees whether its copy is current.
  Map<String, Object> minimal(HsdsLists.Offered offered) {
    return map(
        "id", offered.entry().id().toString(), "modified_date", timeOf(modified(offered.entry())));
  }

  /// When the entry's state was written; without a database, the day of its sources.
  static Instant modified(Entry entry) {
    return entry.modifiedAt() == null
        ? entry.asOf().atStartOfDay(TaiwanTime.ZONE).toInstant()
        : entry.modifiedAt();
  }

  private static String timeOf(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        instant.truncatedTo(ChronoUnit.SECONDS).atZone(TaiwanTime.ZONE));
  }

  private String replacedBy(Entry successor) {
    String name = successor.name().text(Language.ZH_TW);
    return words.text(Language.ZH_TW, "card.superseded", Map.of("name", name));
  }

  /// A service with everything that belongs to it. A replaced one has neither numbers nor hours,
  /// because nobody answers there.
  Map<String, Object> service(HsdsLists.Offered offered) {
    Entry entry = offered.entry();
    boolean replaced = entry.status() == ResourceStatus.SUPERSEDED;
    Map<String, Object> service = brief(offered);
    service.put("organization", organization(entry));
    service.put("phones", replaced ? List.of() : phones(entry));
    service.put("schedules", schedules(entry));
    service.put("service_areas", areas(entry));
    service.put("languages", languages(entry));
    if (entry.location() != null) {
      Map<String, Object> at = placeOnly(entry, entry.location());
      service.put("service_at_locations", List.of(at));
    }
    if (entry.freeOfCharge() != null && entry.freeOfCharge()) {
      service.put(
          "cost_options",
          List.of(
              map(
                  "id",
                  id(entry.key() + "/cost"),
                  "service_id",
                  entry.id().toString(),
                  "option",
                  "free",
                  "amount",
                  0,
                  "currency",
                  "TWD")));
    }
    return service;
  }

  Map<String, Object> organization(Entry entry) {
    String name = entry.agency().text(Language.ZH_TW);
    return map(
        "id",
        organizationId(entry).toString(),
        "name",
        name,
        "alternate_name",
        entry.agency().text(Language.EN),
        "description",
        name);
  }

  private List<Map<String, Object>> schedules(Entry entry) {
    return entry.status() == ResourceStatus.SUPERSEDED
        ? List.of()
        : schedules.of(entry.id(), entry.hours());
  }

  /// An organization with its services.
  ///
  /// @param full whether its services are complete
  Map<String, Object> organization(List<HsdsLists.Offered> services, boolean full) {
    Map<String, Object> whole = new LinkedHashMap<>(organization(services.getFirst().entry()));
    whole.put(
        "services", services.stream().map(each -> full ? service(each) : brief(each)).toList());
    return whole;
  }

  /// A service at a location in a list, with its own fields only.
  Map<String, Object> briefAtLocation(HsdsLists.Offered offered) {
    Entry entry = offered.entry();
    Map<String, Object> at = placeOnly(entry, Objects.requireNonNull(entry.location()));
    at.put("service", brief(offered));
    return at;
  }

  /// A service at a location, also with a name and a status: the published OpenAPI file reads the
  /// answer as a service, although the specification's text says that it is a service at a
  /// location.
  Map<String, Object> atLocation(HsdsLists.Offered offered) {
    Entry entry = offered.entry();
    Map<String, Object> at = briefAtLocation(offered);
    at.put("name", entry.name().text(Language.ZH_TW));
    at.put("status", status(entry));
    at.put("schedules", schedules(entry));
    return at;
  }

  /// The same with its complete service.
  Map<String, Object> fullAtLocation(HsdsLists.Offered offered) {
    Map<String, Object> at = atLocation(offered);
    at.put("service", service(offered));
    return at;
  }

  static String atLocationId(Entry entry) {
    return id(entry.key() + "/at-location");
  }

  private Map<String, Object> placeOnly(Entry entry, Entry.Location place) {
    String location = id(entry.key() + "/location");
    return map(
        "id",
        atLocationId(entry),
        "service_id",
        entry.id().toString(),
        "location_id",
        location,
        "location",
        map(
            "id",
            location,
            "location_type",
            "physical",
            "name",
            entry.name().text(Language.ZH_TW),
            "description",
            place.precision() == Precision.DISTRICT ? "位置為行政區中心點，非確切地址" : "",
            "latitude",
            place.point().lat(),
            "longitude",
            place.point().lon()));
  }

  private List<Map<String, Object>> phones(Entry entry) {
    List<Map<String, Object>> phones = new ArrayList<>();
    for (EntryContact contact : entry.contacts()) {
      String type =
          switch (contact.kind()) {
            case VOICE -> "voice";
            case SMS -> "text";
            case FAX -> "fax";
            case VIDEO -> "video";
            case CHAT, LINE, APP, CALLBACK, WEB_FORM, WEB, EMAIL, KEYPAD, WALK_IN -> "";
          };
      if (type.isEmpty() || contact.dial() == null) {
        continue;
      }
      String phone = id(entry.key() + "/phone/" + phones.size());
      String[] extension = contact.dial().split("#", 2);
      Map<String, Object> row =
          map(
              "id",
              phone,
              "service_id",
              entry.id().toString(),
              "number",
              extension[0],
              "type",
              type);
      if (extension.length == 2 && isNumber(extension[1])) {
        row.put("extension", extension(extension[1]));
      }
      String description = contactWords.about(entry, contact, Language.ZH_TW);
      if (!description.isEmpty()) {
        row.put("description", description);
      }
      if (!contact.languages().equals(entry.languages())) {
        row.put(
            "languages",
            contact.languages().stream()
                .map(tag -> language(id(phone + "/language/" + tag), "phone_id", phone, tag))
                .toList());
      }
      phones.add(row);
    }
    return phones;
  }

  /// The extension as a number, as the specification wants; as a text if the number would lose
  /// digits.
  private static Object extension(String dialled) {
    return dialled.startsWith("0") ? dialled : Integer.valueOf(dialled);
  }

  private static List<Map<String, Object>> areas(Entry entry) {
    if (entry.nationwide()) {
      return List.of(
          map(
              "id",
              id(entry.key() + "/area/TW"),
              "service_id",
              entry.id().toString(),
              "name",
              "全國",
              "extent",
              "TW",
              "extent_type",
              "text"));
    }
    return entry.coverage().stream()
        .map(covered ->
            map(
                "id",
                id(entry.key() + "/area/" + covered.area().code()),
                "service_id",
                entry.id().toString(),
                "name",
                covered.area().name().text(Language.ZH_TW),
                "description",
                covered.area().code()))
        .toList();
  }

  private static List<Map<String, Object>> languages(Entry entry) {
    return entry.languages().stream()
        .map(tag -> {
          Map<String, Object> language =
              language(
                  id(entry.key() + "/language/" + tag), "service_id", entry.id().toString(), tag);
          if (entry.interpreterLanguages().contains(tag)) {
            language.put("note", "通譯");
          }
          return language;
        })
        .toList();
  }

  /// The code is of ISO 639 and has neither script nor region; those are in the name.
  private static Map<String, Object> language(String id, String owner, String of, String tag) {
    return map(
        "id",
        id,
        owner,
        of,
        "name",
        SPOKEN.name(tag, Language.ZH_TW),
        "code",
        IndexedEntry.primary(tag));
  }

  private static String status(Entry entry) {
    return switch (entry.status()) {
      case ACTIVE -> "active";
      case SUPERSEDED -> "defunct";
      case TEMPORARILY_CLOSED -> "temporarily closed";
      case DO_NOT_REFER -> "inactive";
    };
  }

  static UUID organizationId(Entry entry) {
    String agency =
        entry.agencyCode() == null ? entry.agency().text(Language.ZH_TW) : entry.agencyCode();
    return UUID.nameUUIDFromBytes(("agency/" + agency).getBytes(StandardCharsets.UTF_8));
  }

  static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /// A JSON object in the given order, without empty texts.
  static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int index = 0; index < pairs.length; index += 2) {
      if (!"".equals(pairs[index + 1])) {
        map.put((String) pairs[index], pairs[index + 1]);
      }
    }
    return map;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
