package tw.shouwang.api.directory.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/// The published form of an entry, `/directory/entry.schema.json`. What is not in it would be lost
/// without a word when an entry is read: a mistyped field, a second kind of hours.
final class EntryForm {

  private static final ObjectMapper TREE = new ObjectMapper();

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(
              SchemaLocation.of("classpath:directory/entry.schema.json"),
              SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build());

  private EntryForm() {}

  /// The parts of a text that the form does not have; empty if the text can be read as an entry.
  static List<EntryProblem> problems(String json) {
    try {
      return problems(TREE.readTree(json));
    } catch (JsonProcessingException e) {
      return List.of(new EntryProblem("", EntryProblem.Code.NO_ENTRY));
    }
  }

  static List<EntryProblem> problems(JsonNode entry) {
    if (!entry.isObject()) {
      return List.of(new EntryProblem("", EntryProblem.Code.NO_ENTRY));
    }
    JsonNode given = entry.deepCopy();
    leaveOutAbsent(given);
    return SCHEMA.validate(given).stream().map(EntryForm::problem).distinct().toList();
  }

  /// Null and an object without fields are written for what is absent.
  private static void leaveOutAbsent(JsonNode node) {
    node.forEach(EntryForm::leaveOutAbsent);
    if (node.isObject()) {
      node.properties().removeIf(field -> isAbsent(field.getValue()));
    }
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isNull() || (value.isObject() && value.isEmpty());
  }

  private static EntryProblem problem(ValidationMessage message) {
    String at = message.getInstanceLocation().toString();
    return switch (message.getType()) {
      case "additionalProperties" ->
          new EntryProblem(below(at, message), EntryProblem.Code.UNKNOWN_FIELD);
      case "required" -> new EntryProblem(below(at, message), EntryProblem.Code.MISSING);
      case "type" -> new EntryProblem(at, EntryProblem.Code.WRONG_TYPE);
      case "enum" -> new EntryProblem(at, EntryProblem.Code.NO_CHOICE);
      default -> new EntryProblem(at, EntryProblem.Code.WRONG_FORM);
    };
  }

  /// The place of a property as RFC 6901 writes it.
  private static String below(String at, ValidationMessage message) {
    return at + "/" + message.getProperty().replace("~", "~0").replace("/", "~1");
  }
}
