package tw.shouwang.api.intake.answers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A refused step, as the schema's type of the same name.
///
/// @param field the input's field that caused the refusal
/// @param currentVersion after a conflict, the case's present version
/// @param problems the errors in a file or an entry
public record StaffRefused(
    StaffRefusalCode code,
    String message,
    @Nullable String field,
    @Nullable Integer currentVersion,
    List<String> problems) {

  public StaffRefused {
    problems = List.copyOf(problems);
  }
}
