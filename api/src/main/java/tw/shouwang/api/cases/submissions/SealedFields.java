package tw.shouwang.api.cases.submissions;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;

/// Collects what a form says under seal, by the names of the envelope. What was not said has no
/// field.
public final class SealedFields {

  private final Map<String, String> fields = new HashMap<>();

  /// @param language in which the sender was answered
  public SealedFields(String words, Language language) {
    with("words", words).with("language", language.tag());
  }

  public SealedFields with(String field, @Nullable Object value) {
    if (value != null) {
      fields.put(field, value.toString());
    }
    return this;
  }

  public Map<String, String> fields() {
    return Map.copyOf(fields);
  }
}
