package tw.shouwang.api.intake;

import java.util.List;

/// A step that was taken.
///
/// @param changed the case as it is now, `case` in the schema
record CaseChanged(StaffCase changed, List<String> warnings) {

  CaseChanged {
    warnings = List.copyOf(warnings);
  }
}
