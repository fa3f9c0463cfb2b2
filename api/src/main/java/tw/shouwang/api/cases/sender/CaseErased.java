package tw.shouwang.api.cases.sender;

import java.time.LocalDate;

/// The receipt no longer opens anything.
///
/// @param wordsErasedBy the last day on which the centre can read the words
record CaseErased(LocalDate wordsErasedBy) {}
