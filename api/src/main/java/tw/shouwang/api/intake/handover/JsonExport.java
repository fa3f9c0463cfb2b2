package tw.shouwang.api.intake.handover;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.OpenedCase;

/// A JSON array of cases, one a line.
final class JsonExport implements ExportWriter {

  private final JsonMapper json;

  JsonExport(JsonMapper json) {
    this.json = json;
  }

  @Override
  public byte[] head() {
    return "[\n".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] write(
      ExportedCase exported, @Nullable List<OpenedCase.OpenedEntry> words, boolean first)
      throws IOException {
    Map<String, @Nullable Object> fields = fields(exported, words);
    return ((first ? "" : ",\n") + json.writeValueAsString(fields))
        .getBytes(StandardCharsets.UTF_8);
  }

  /// A case with its conversation as JSON fields; webhooks use the same.
  static Map<String, @Nullable Object> fields(
      ExportedCase exported, @Nullable List<OpenedCase.OpenedEntry> words) {
    Map<String, @Nullable Object> fields = exported.fields();
    if (words != null) {
      fields.put(
          "conversation",
          words.stream()
              .map(each ->
                  Map.of(
                      "fromStaff", each.fromStaff(),
                      "on", each.on().toString(),
                      "fields", each.fields()))
              .toList());
    }
    return fields;
  }

  @Override
  public byte[] foot() {
    return "\n]\n".getBytes(StandardCharsets.UTF_8);
  }
}
