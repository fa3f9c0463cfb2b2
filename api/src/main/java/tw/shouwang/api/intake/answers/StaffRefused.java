package tw.shouwang.api.intake.answers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A step that was not taken, as the schema's type of the same name.
///
/// @param field the input's field it is about
/// @param currentVersion after a conflict, the version there is now
/// @param problems what is wrong with a file or an entry
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
