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
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The content of an entry: a flat JSON object of strings. `words` is a person's text, `n` and
/// `seen` say what its author had read ([SeenMark]), the rest are the form's sealed fields and a
/// copy of its clear values.
///
/// Anybody with the case's key may have written it, so it is validated strictly: only known names,
/// each once, only strings, no longer than a form allows.
public record Content(Map<String, String> fields) {

  /// When a sender can be reached; read by staff's steps and never handed on.
  public static final String SAFE_TIMES = "safeTimes";

  /// The names of a person's own fields.
  private static final Set<String> TOLD =
      Set.of(
          "words",
          "place",
          "person",
          "observedAt",
          "gatekeeperKind",
          "site",
          "contact",
          "contactKind",
          "safeToContact",
          SAFE_TIMES,
          "interpreter",
          "language");

  /// The names of the copied clear values, and of the marks of order.
  private static final Set<String> MARKS =
      Set.of(
          "n",
          "seen",
          "form",
          "topic",
          "otherTopics",
          "indicators",
          "childInvolved",
          "urgency",
          "area",
          "senderGroup",
          "centre",
          "exercise",
          "sealedOn");

  private static final int LONGEST_WORDS = 3_000;
  private static final int LONGEST_FIELD = 300;
  private static final int LONGEST_MARK = 1_000;
  private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,3}");
  private static final Pattern MARK = Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]");

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

  /// A person's own fields, without the marks that the envelope adds.
  public Map<String, String> told() {
    return fields.entrySet().stream()
        .filter(field -> TOLD.contains(field.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// What its author had read; empty if the entry does not say so.
  public Optional<SeenMark> seen() {
    return fields.containsKey("n") && fields.containsKey("seen")
        ? Optional.of(
            new SeenMark(Integer.parseInt(get("n").orElseThrow()), get("seen").orElseThrow()))
        : Optional.empty();
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

  /// @throws TamperedException if these bytes are not a valid content
  public static Content of(byte[] bytes) throws TamperedException {
    Map<String, String> fields = new LinkedHashMap<>();
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      try (JsonParser json = JSON.createParser(text.array(), 0, text.length())) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          throw new TamperedException();
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          if (!TOLD.contains(name) && !MARKS.contains(name)
              || json.nextToken() != JsonToken.VALUE_STRING
              || !isTakenFor(name, json.getText())
              || fields.put(name, json.getText()) != null) {
            throw new TamperedException();
          }
        }
        if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
          throw new TamperedException();
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new TamperedException();
    }
    return new Content(fields);
  }

  private static boolean isTakenFor(String name, String value) {
    return switch (name) {
      case "n" -> COUNT.matcher(value).matches();
      case "seen" -> MARK.matcher(value).matches();
      default ->
          value.codePointCount(0, value.length())
                  <= (name.equals("words")
                      ? LONGEST_WORDS
                      : TOLD.contains(name) ? LONGEST_FIELD : LONGEST_MARK)
              && value.codePoints().noneMatch(Content::isHalfACharacter);
    };
  }

  private static boolean isHalfACharacter(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  @Override
  public String toString() {
    return "Content[redacted]";
  }
}
