package tw.shouwang.api.directory.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.document.EntryReader;
import tw.shouwang.api.directory.editing.DirectoryEdit;
import tw.shouwang.api.directory.editing.DirectoryEditing;
import tw.shouwang.api.directory.storage.DirectoryTables;
import tw.shouwang.api.directory.storage.Tables;

/// Checks every answer of the HSDS view, member by member, against the specification.
@MicronautTest(transactional = false)
class HsdsIT implements EmbeddedTest {

  private record Member(String name, String type, boolean required) {}

  /// The members of each object in the specification, by the object's name.
  private static final Map<String, Map<String, Member>> OBJECTS = objects();

  /// The number of entries in the pack that are offered as services.
  private static final int SERVICES = 322;

  private final HttpClient http = HttpClient.newHttpClient();

  @Inject EmbeddedServer server;
  @Inject JsonMapper json;
  @Inject DirectoryEditing editing;
  @Inject DirectoryTables tables;

  @Test
  void theRootSaysWhichSpecificationThisIs() throws Exception {
    Map<String, Object> root = get("/hsds");
    check("root", root, "root");
    assertThat(root).containsEntry("version", "3.0");
  }

  @Test
  void everyListIsAPageOfWhatTheSpecificationAsks() throws Exception {
    assertThat(list("services", "service")).hasSize(SERVICES);
    assertThat(list("organizations", "organization")).hasSizeGreaterThan(5);
    assertThat(list("service_at_locations", "service_at_location")).hasSizeGreaterThan(23);
  }

  @Test
  void everyServiceIsWholeAndWhatTheSpecificationAsks() throws Exception {
    for (Map<String, Object> brief : list("services", "service")) {
      Map<String, Object> service = get("/hsds/services/" + brief.get("id"));
      check("service", service, String.valueOf(service.get("name")));
      assertThat(service).containsAllEntriesOf(brief);
      assertThat(service)
          .containsKeys("organization", "phones", "schedules", "service_areas", "languages");
      for (Map<String, Object> schedule : objects(service, "schedules")) {
        assertThat(schedule).containsEntry("freq", "WEEKLY").containsEntry("timezone", 8);
        assertThat(String.valueOf(schedule.get("byday")))
            .matches("(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*");
      }
    }
  }

  @Test
  void everyOrganizationNamesItsServices() throws Exception {
    int services = 0;
    for (Map<String, Object> brief : list("organizations", "organization")) {
      Map<String, Object> organization = get("/hsds/organizations/" + brief.get("id"));
      check("organization", organization, String.valueOf(organization.get("name")));
      assertThat(objects(organization, "services")).isNotEmpty();
      services += objects(organization, "services").size();
    }
    assertThat(services).isEqualTo(SERVICES);
  }

  @Test
  void everyServiceAtALocationHasItsHoursOnlyWhenAskedForAlone() throws Exception {
    for (Map<String, Object> brief : list("service_at_locations", "service_at_location")) {
      assertThat(brief).doesNotContainKey("schedules");
      Map<String, Object> at = get("/hsds/service_at_locations/" + brief.get("id"));
      check("service_at_location", at, String.valueOf(at.get("name")));
      assertThat(at).containsKeys("location", "service", "schedules", "name", "status");
    }
  }

  @Test
  void hoursAreRecurrenceRules() throws Exception {
    assertThat(schedules("tw.hotline.113"))
        .containsExactly("MO,TU,WE,TH,FR,SA,SU 00:00+08:00 23:59+08:00");
    assertThat(schedules("tw.chat.lifeline-youth"))
        .containsExactly(
            "MO,TU,WE,TH,FR 13:00+08:00 17:00+08:00", "MO,TU,WE,TH,FR 18:00+08:00 01:00+08:00");
    assertThat(schedules("tpe.student-counselling")).isEmpty();
  }

  @Test
  void pagesFitTogether() throws Exception {
    Map<String, Object> second = get("/hsds/services?per_page=10&page=2");
    assertThat(second).containsEntry("page_number", 2).containsEntry("size", 10);
    assertThat(second).containsEntry("first_page", false).containsEntry("last_page", false);
    Map<String, Object> behind = get("/hsds/services?per_page=100&page=999999999");
    assertThat(behind).containsEntry("empty", true).containsEntry("last_page", true);
    assertThat(get("/hsds/services?page=99999999999999999999")).containsEntry("empty", true);
    assertThat(get("/hsds/services?page=-3&per_page=x"))
        .containsEntry("page_number", 1)
        .containsEntry("size", 50);
    assertThat(get("/hsds/services?per_page=99999999999")).containsEntry("size", 100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hsds/services/nothing",
        "/hsds/organizations/nothing",
        "/hsds/service_at_locations/nothing",
        "/hsds/taxonomies",
        "/hsds/nothing"
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    assertThat(send(path).statusCode()).isEqualTo(404);
  }

  @Test
  void aGuardedBuildingIsNoService() throws Exception {
    assertThat(send("/hsds/services/" + EntryReader.id("tpe.dvc")).statusCode()).isEqualTo(404);
  }

  /// D5: `modified_after` must not leave out an entry that changed.
  @Test
  void aCopyAsksOnlyForWhatWasModifiedSince() throws Exception {
    Instant before = Instant.now().minusSeconds(3600);
    Instant after = Instant.now().plusSeconds(3600);
    assertThat(get("/hsds/services?modified_after=" + before))
        .containsEntry("total_items", SERVICES);
    assertThat(get("/hsds/services?modified_after=" + after)).containsEntry("total_items", 0);
    assertThat(get("/hsds/service_at_locations?modified_after=" + after))
        .containsEntry("empty", true);
    for (Map<String, Object> service : list("services", "service")) {
      assertThat(OffsetDateTime.parse(String.valueOf(service.get("last_modified"))).toInstant())
          .isAfter(before);
    }
    long version = editing.version("tpe.cmhc").orElseThrow();
    assertThat(editing.verify("editor", "tpe.cmhc", version))
        .isInstanceOf(DirectoryEdit.ResourceChanged.class);
    Map<String, Object> changed = get("/hsds/services/" + EntryReader.id("tpe.cmhc"));
    String modified = String.valueOf(changed.get("last_modified"));
    assertThat(objects(get("/hsds/services?modified_after=" + modified), "contents"))
        .extracting(each -> each.get("id"))
        .contains(changed.get("id"));
  }

  /// D5: times without an offset, and with an unencoded plus sign, are accepted.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01",
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.5%2B08:00",
        "2026-01-01T00:00:00+08:00",
        "2026-01-01T00:00:00",
        "2026-01-01%2000:00:00"
      })
  void timesAreReadAsPeopleWriteThem(String time) throws Exception {
    assertThat(get("/hsds/services?modified_after=" + time)).containsEntry("total_items", SERVICES);
  }

  /// D5: the filters of the published OpenAPI file work.
  @Test
  void listsAreNarrowedAsThePublishedFileSays() throws Exception {
    Map<String, Object> first = list("services", "service").getFirst();
    Object organization = Objects.requireNonNull(first.get("organization_id"));
    assertThat(
            objects(get("/hsds/services?per_page=100&organization_id=" + organization), "contents"))
        .isNotEmpty()
        .allMatch(each -> organization.equals(each.get("organization_id")));
    assertThat(get("/hsds/services?organization_id=none")).containsEntry("total_items", 0);
    assertThat(objects(get("/hsds/services?search=113"), "contents"))
        .extracting(each -> String.valueOf(each.get("id")))
        .contains(EntryReader.id("tw.hotline.113").toString());
    assertThat(get("/hsds/services?search=zzzzzz")).containsEntry("total_items", 0);
    assertThat(objects(get("/hsds/organizations?search=113"), "contents")).hasSizeLessThan(10);
    Map<String, Object> minimal = get("/hsds/services?minimal=true");
    assertThat(minimal).containsEntry("size", SERVICES);
    objects(minimal, "contents")
        .forEach(each -> assertThat(each).containsOnlyKeys("id", "modified_date"));
    pages("/hsds/services?full=true&per_page=100")
        .forEach(each -> {
          check("service", each, "full");
          assertThat(each).containsKeys("phones", "schedules");
        });
    objects(get("/hsds/organizations?full_service=true"), "contents")
        .forEach(each -> {
          check("organization", each, "full");
          assertThat(objects(each, "services")).allMatch(service -> service.containsKey("phones"));
        });
    objects(get("/hsds/service_at_locations?full=true"), "contents")
        .forEach(each -> check("service_at_location", each, "full"));
    String lines = new String(send("/hsds/services?format=ndjson").body(), StandardCharsets.UTF_8);
    assertThat(lines.lines()).hasSize(SERVICES).allMatch(line -> line.startsWith("{\"id\":"));
  }

  /// D5: an unsupported filter is refused, because its list would be wrongly complete.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "services?taxonomy_id=1",
        "services?taxonomy_term_id=1",
        "services?modified_after=yesterday",
        "services?minimal=perhaps",
        "services?full=2",
        "services?format=xml",
        "organizations?modified_after=2026-01-01",
        "organizations?taxonomy_id=1",
        "service_at_locations?postcode=106",
        "service_at_locations?proximity=500"
      })
  void whatIsNotSupportedIsRefused(String path) throws Exception {
    assertThat(send("/hsds/" + path).statusCode()).isEqualTo(400);
  }

  /// D5: a replaced service refers to its successor and has no number.
  @Test
  void aReplacedLineNamesItsSuccessorAndAnswersNobody() throws Exception {
    Map<String, Object> service = get("/hsds/services/" + EntryReader.id("tw.hotline.0800788995"));
    assertThat(service).containsEntry("status", "defunct");
    assertThat(String.valueOf(service.get("alert"))).contains("1925");
    assertThat(objects(service, "schedules")).isEmpty();
    assertThat(objects(service, "phones")).isEmpty();
  }

  /// D5: language codes are those of ISO 639, without region.
  @Test
  void languagesAreThoseOfIso639() throws Exception {
    Set<String> codes = new TreeSet<>();
    for (Map<String, Object> service : pages("/hsds/services?full=true&per_page=100")) {
      objects(service, "languages").forEach(each -> codes.add(String.valueOf(each.get("code"))));
    }
    assertThat(codes).contains("zh", "vi", "en").allMatch(code -> code.matches("[a-z]{2,3}"));
  }

  /// D5: an extension with a leading zero is not turned into another number.
  @Test
  void anExtensionKeepsItsZero() throws Exception {
    String key = "tpe.welfare-centre.63000010";
    String entry =
        json.writeValueAsString(tables.find(EntryReader.id(key)).orElseThrow().document())
            .replaceAll(",\"(telUri|e164)\":\"[^\"]*\"", "")
            .replace("02-2756-5018", "02-2756-5018#0123")
            .replace("\"hoursFrom\":", "\"sources\":[\"seed-001\"],\"hoursFrom\":");
    assertThat(editing.save("editor", editing.version(key).orElseThrow(), entry))
        .isInstanceOf(DirectoryEdit.ResourceChanged.class);
    assertThat(objects(get("/hsds/services/" + EntryReader.id(key)), "phones"))
        .extracting(phone -> phone.get("extension"))
        .contains("0123");
  }

  private void check(String object, Object value, String where) {
    Map<String, Member> members = Objects.requireNonNull(OBJECTS.get(object), object);
    Map<?, ?> answered = (Map<?, ?>) value;
    members
        .values()
        .forEach(member -> {
          if (member.required()) {
            assertThat(answered.containsKey(member.name()))
                .as("%s has %s", where, member.name())
                .isTrue();
          }
        });
    answered.forEach((name, each) -> {
      Member member = members.get(String.valueOf(name));
      String here = where + "." + name;
      assertThat(member).as("%s is in the specification", here).isNotNull();
      checkType(Objects.requireNonNull(member).type(), each, here);
    });
  }

  private void checkType(String type, Object value, String where) {
    if (type.endsWith("[]")) {
      String item = type.substring(0, type.length() - 2);
      assertThat(value).as(where).isInstanceOf(List.class);
      if (!item.equals("any")) {
        ((List<?>) value).forEach(each -> check(item, each, where));
      }
      return;
    }
    if (OBJECTS.containsKey(type)) {
      check(type, value, where);
      return;
    }
    switch (type) {
      case "text" -> assertThat(value).as(where).isInstanceOf(String.class).isNotEqualTo("");
      case "extension" ->
          assertThat(value instanceof Number || String.valueOf(value).startsWith("0"))
              .as(where)
              .isTrue();
      case "number" -> assertThat(value).as(where).isInstanceOf(Number.class);
      case "boolean" -> assertThat(value).as(where).isInstanceOf(Boolean.class);
      case "uuid" ->
          assertThat(UUID.fromString(String.valueOf(value)).toString()).as(where).isEqualTo(value);
      case "uri" -> assertThat(URI.create(String.valueOf(value)).isAbsolute()).as(where).isTrue();
      case "date" -> assertThat(LocalDate.parse(String.valueOf(value))).as(where).isNotNull();
      case "time" -> assertThat(OffsetTime.parse(String.valueOf(value))).as(where).isNotNull();
      case "date-time" ->
          assertThat(OffsetDateTime.parse(String.valueOf(value))).as(where).isNotNull();
      default -> assertThat(List.of(type.split("\\|"))).as(where).contains((String) value);
    }
  }

  private List<Map<String, Object>> list(String path, String object) throws Exception {
    List<Map<String, Object>> contents = pages("/hsds/" + path + "?per_page=100");
    contents.forEach(each -> check(object, each, path));
    return contents;
  }

  private List<Map<String, Object>> pages(String address) throws Exception {
    List<Map<String, Object>> contents = new ArrayList<>();
    for (int number = 1; ; number++) {
      Map<String, Object> page = get(address + "&page=" + number);
      check("page", page, address);
      contents.addAll(objects(page, "contents"));
      if (Boolean.TRUE.equals(page.get("last_page"))) {
        return contents;
      }
    }
  }

  private List<String> schedules(String key) throws Exception {
    return objects(get("/hsds/services/" + EntryReader.id(key)), "schedules").stream()
        .map(each -> each.get("byday") + " " + each.get("opens_at") + " " + each.get("closes_at"))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> objects(Map<String, Object> of, String member) {
    return (List<Map<String, Object>>) Objects.requireNonNull(of.get(member), member);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> get(String path) throws Exception {
    HttpResponse<byte[]> response = send(path);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return Objects.requireNonNull(json.readValue(response.body(), Map.class));
  }

  private HttpResponse<byte[]> send(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.getURI() + path)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static Map<String, Map<String, Member>> objects() {
    Map<String, Map<String, Member>> objects = new HashMap<>();
    for (CSVRecord row : Tables.read("hsds-members")) {
      Member member =
          new Member(row.get("member"), row.get("type"), row.get("required").equals("yes"));
      objects.computeIfAbsent(row.get("object"), any -> new HashMap<>()).put(member.name(), member);
    }
    return objects;
  }
}
