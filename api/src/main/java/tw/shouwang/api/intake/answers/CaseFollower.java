package tw.shouwang.api.intake.answers;

import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.records.Happening;

/// Is called for everything that happens to cases, in the transaction in which it happens; a
/// hand-over follows its case by it, for example. It must not alert people: only `WhoHears` decides
/// who is alerted.
public interface CaseFollower {

  /// @param now the case after it
  void happened(Happening what, DeskCase now);
}
