package tw.shouwang.api.cases.endtoend;

import tw.shouwang.api.cases.sender.CaseView;

/// A case that only its sender and the centre can open.
///
/// @param view the part that is in clear
record SealedCaseView(CaseView view) {}
