package tw.shouwang.api.intake.clocks;

import java.time.LocalDate;
import java.util.List;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.graphql.PageInfo;

/// The schema's type ClosingCaseConnection.
record ClosingCases(List<ClosingCase> nodes, int totalCount, PageInfo pageInfo) {

  ClosingCases {
    nodes = List.copyOf(nodes);
  }

  /// The schema's type of this name.
  ///
  /// @param known the case
  record ClosingCase(StaffCase known, LocalDate closesOn) {}
}
