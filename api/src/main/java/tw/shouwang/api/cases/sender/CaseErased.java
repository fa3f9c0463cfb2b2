package tw.shouwang.api.cases.sender;

import java.time.LocalDate;
import tw.shouwang.api.cases.handovers.LeftDays;

/// The receipt no longer opens anything.
///
/// @param wordsErasedBy the last day on which the centre can read the words
/// @param left the days on which copies of the case left the centre before
public record CaseErased(LocalDate wordsErasedBy, LeftDays left) {}
