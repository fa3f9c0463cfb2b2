package tw.shouwang.api.directory.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.entries.Confidence;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.HolidayRule;
import tw.shouwang.api.directory.entries.Network;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.directory.view.DirectoryWords;
import tw.shouwang.api.directory.view.LanguageHelp;

/// C3, C10: the published JSON Schemas hold for the whole directory, for changes and for every
/// entry, and refuse what is not in that form.
class BundleSchemaTest {

  private static final ObjectMapper TREE = new ObjectMapper();
  private static final JsonSchema BUNDLE = schema("bundle.schema.json");
  private static final JsonSchema ENTRY = schema("entry.schema.json");

  private final JsonMapper json = JsonMapper.createDefault();

  @Test
  void theWholeDirectoryIsInTheForm() throws Exception {
    JsonNode whole = tree(bundle(directory()));
    assertThat(BUNDLE.validate(whole)).isEmpty();
    assertThat(whole.get("entries")).hasSizeGreaterThan(300);
    for (JsonNode entry : whole.get("entries")) {
      assertThat(ENTRY.validate(entry)).as(entry.get("key").asText()).isEmpty();
    }
    assertThat(whole.get("words")).hasSize(6);
  }

  @Test
  void changesAreInTheSameForm() throws Exception {
    BundleDocument whole = bundle(directory());
    JsonNode changes = tree(whole.after(4, "e.4", false));
    assertThat(BUNDLE.validate(changes)).isEmpty();
    assertThat(changes.get("since").asText()).isEqualTo("e.4");
    assertThat(changes.get("entries")).hasSize(1);
    assertThat(changes.get("removed").get(0).get("key").asText()).isEqualTo("tw.hotline.gone");
    assertThat(changes.get("calendar")).hasSizeGreaterThan(700);
    assertThat(changes.get("closures")).hasSize(1);

    JsonNode known = tree(whole.after(5, "e.5", true));
    assertThat(BUNDLE.validate(known)).isEmpty();
    assertThat(known.get("entries")).isEmpty();
    assertThat(known.has("words")).isFalse();
    assertThat(known.get("common").asText()).isEqualTo(whole.common());
  }

  @Test
  void whatIsCommonIsNamedByItsContent() throws Exception {
    DirectoryDocument directory = directory();
    DirectoryDocument opened = directory.with(directory.version(), directory.entries(), List.of());
    DirectoryDocument moved =
        directory.with(
            "other",
            Objects.requireNonNull(directory.entries()).subList(1, 330),
            directory.closures());
    assertThat(bundle(opened).common()).isNotEqualTo(bundle(directory).common());
    assertThat(tree(bundle(opened)).get("closures")).isEmpty();
    assertThat(bundle(moved).common()).isEqualTo(bundle(directory).common());
  }

  @Test
  void anotherFormIsRefusedByItsPlace() throws Exception {
    ObjectNode entry = (ObjectNode) tree(bundle(directory())).at("/entries/0");
    entry.putArray("contacts");
    entry.put("purpos", "x");
    entry.remove("agency");
    ((ObjectNode) entry.get("name")).put("klingon", "x");
    ((ArrayNode) entry.get("contacts"))
        .add(TREE.readTree("{\"kind\":\"PIGEON\",\"hoursFrom\":\"OWN\"}"));
    assertThat(ENTRY.validate(entry).stream().map(ValidationMessage::getType))
        .containsExactlyInAnyOrder(
            "additionalProperties", "required", "additionalProperties", "enum");
  }

  /// A field or value that the service gets is in the schema in the same change.
  @Test
  void theSchemaHasEveryFieldAndValueOfAnEntry() throws Exception {
    JsonNode schema = ENTRY.getSchemaNode();
    JsonNode contact = schema.at("/$defs/contact/properties");
    JsonNode hours = schema.at("/$defs/hours/properties");
    assertThat(fields(schema.get("properties"))).isEqualTo(components(EntryDocument.class));
    assertThat(fields(contact)).isEqualTo(components(EntryDocument.ContactDocument.class));
    assertThat(fields(hours)).isEqualTo(components(EntryDocument.HoursDocument.class));
    assertThat(fields(hours.at("/weekly/items/properties")))
        .isEqualTo(components(EntryDocument.PeriodDocument.class));
    Map<String, Enum<?>[]> values =
        Map.of(
            "/properties/kind", ResourceKind.values(),
            "/properties/status", ResourceStatus.values(),
            "/properties/network", Network.values(),
            "/properties/topics/items", Topic.values(),
            "/properties/confidence", Confidence.values(),
            "/$defs/contact/properties/kind", ContactKind.values(),
            "/$defs/hours/properties/holidayRule", HolidayRule.values());
    values.forEach((place, all) ->
        assertThat(schema.at(place + "/enum"))
            .as(place)
            .extracting(JsonNode::asText)
            .containsExactly(Arrays.stream(all).map(Enum::name).toArray(String[]::new)));
  }

  private static Set<String> fields(JsonNode properties) {
    Set<String> names = new HashSet<>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> components(Class<? extends Record> type) {
    Set<String> names = new HashSet<>();
    Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).forEach(names::add);
    return names;
  }

  /// With a database's versions, a removed entry and a closure.
  private DirectoryDocument directory() throws IOException {
    DirectoryDocument pack = DirectoryPack.load(json);
    ObjectNode all = (ObjectNode) TREE.readTree(json.writeValueAsBytes(pack));
    all.put("epoch", "e").put("revision", 5).put("oldestRevision", 1);
    for (JsonNode entry : all.get("entries")) {
      ((ObjectNode) entry).put("revision", 3).put("editorNote", "not for apps");
    }
    ((ObjectNode) all.get("entries").get(7)).put("revision", 5);
    all.withArray("removed")
        .addObject()
        .put("id", new UUID(0, 1).toString())
        .put("key", "tw.hotline.gone")
        .put("revision", 5);
    all.withArray("closures")
        .addObject()
        .put("id", new UUID(0, 2).toString())
        .put("area", "63000")
        .put("from", Instant.EPOCH.toString())
        .put("until", Instant.EPOCH.plusSeconds(60).toString());
    return Objects.requireNonNull(
        json.readValue(TREE.writeValueAsBytes(all), DirectoryDocument.class));
  }

  private BundleDocument bundle(DirectoryDocument directory) {
    return Bundle.document(
        "e.5",
        directory,
        new BundleWords.Writer(new DirectoryWords(), new LanguageHelp()).words(directory),
        json);
  }

  private JsonNode tree(BundleDocument document) throws IOException {
    return TREE.readTree(Bundle.bytes(document, json));
  }

  private static JsonSchema schema(String name) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(SchemaLocation.of("classpath:directory/" + name));
  }
}
