package tw.shouwang.api.intake.clocks;

import java.time.LocalDate;
import java.util.List;
import tw.shouwang.api.intake.answers.ListCursor;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.graphql.PageInfo;

/// The schema's type ClosingCaseConnection.
///
/// @param after where the page begins
record ClosingCases(List<ClosingCase> nodes, int totalCount, PageInfo pageInfo, ListCursor after) {

  ClosingCases {
    nodes = List.copyOf(nodes);
  }

  /// The schema's type of this name.
  ///
  /// @param known the case
  record ClosingCase(StaffCase known, LocalDate closesOn) {}
}
