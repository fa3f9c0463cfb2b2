package tw.shouwang.api.intake.work;

import java.util.List;
import tw.shouwang.api.intake.answers.StaffCase;

/// A step that was taken.
///
/// @param changed the case as it is now, `case` in the schema
record CaseChanged(StaffCase changed, List<String> warnings) {

  CaseChanged {
    warnings = List.copyOf(warnings);
  }
}
