package tw.shouwang.api.cases.envelope;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The content of an entry: a flat JSON object of strings. `words` is a person's text. `n` is the
/// entry's position in the conversation, because the clear times are too coarse to order by. The
/// rest are the form's sealed fields.
public record Content(Map<String, String> fields) {

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          // Half the bytes for an emoji, so that 3,000 emojis fit.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          // Recycled buffers would keep words in memory after they were sealed.
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .build();

  public Content {
    fields = Map.copyOf(fields);
  }

  public Optional<String> get(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  public String words() {
    return get("words").orElse("");
  }

  public int position() {
    return get("n").map(Integer::parseInt).orElse(0);
  }

  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (Map.Entry<String, String> field : fields.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static Content of(byte[] bytes) throws TamperedException {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new TamperedException();
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        fields.put(name, json.nextTextValue());
      }
    } catch (IOException e) {
      throw new TamperedException();
    }
    return new Content(fields);
  }

  @Override
  public String toString() {
    return "Content[redacted]";
  }
}
