package tw.shouwang.api.intake.answers;

import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.records.Happening;

/// Hears of everything that happens to cases, in the transaction in which it happens: a hand-over
/// that follows its case, for example. It must not tell people; who hears is decided in one place.
public interface CaseFollower {

  /// @param now the case after it
  void happened(Happening what, DeskCase now);
}
