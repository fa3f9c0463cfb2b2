package tw.shouwang.api.cases.submissions;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.BlankText;
import tw.shouwang.i18n.Language;

/// Collects a form's sealed fields, by their names in the envelope. A value that was not given, or
/// shows nothing, has no field.
public final class SealedFields {

  private final Map<String, String> fields = new HashMap<>();

  /// @param language the language of the answers to the sender
  public SealedFields(String words, Language language) {
    with("words", words).with("language", language.tag());
  }

  public SealedFields with(String field, @Nullable Object value) {
    if (value != null && !(value instanceof String text && BlankText.is(text))) {
      fields.put(field, value.toString());
    }
    return this;
  }

  public Map<String, String> fields() {
    return Map.copyOf(fields);
  }
}
