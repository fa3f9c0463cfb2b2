package tw.shouwang.api.pages.data;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody has filled into a form so far, and what is to be corrected.
///
/// @param values by field; a checkbox that is ticked has a value
/// @param field the field to correct; null if none
/// @param problem what is wrong, in the reader's language; null if nothing is
/// @param advice other channels, where this one does not take it
public record FormState(
    Map<String, String> values,
    @Nullable String field,
    @Nullable String problem,
    List<GuideData.Advice> advice) {

  /// A form as it is, without a problem.
  public static FormState of(Map<String, String> values) {
    return new FormState(values, null, null, List.of());
  }

  public FormState mend(@Nullable String name, String message) {
    return new FormState(values, name, message, advice);
  }

  /// The field's value; empty if none was given.
  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  public boolean has(String name) {
    return !value(name).isEmpty();
  }

  public boolean isWrong(String name) {
    return name.equals(field);
  }
}
